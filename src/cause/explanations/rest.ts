/** splunkd refused a request: by the access of an object, for want of a capability, or since it is not as asked. */
import type { Explanation, FailureFacts } from "../cause.ts";
import { listed } from "../words.ts";
import { nearest } from "../../text/nearest.ts";
import { noCredential } from "./credentials.ts";
import { offIsTrue } from "./odd-values.ts";
import type { RestRecord } from "../../splunkd/model/rest-record.ts";

/** Ground: messages of urllib, requests, httplib2, and splunklib for a refused request. */
const ABOUT_HTTP =
  /HTTP|Http|status|Bad Request|Not Found|Forbidden|Unauthorized|Conflict|\b[45]\d\d\b/;

function lastRefused({ raised, rest, place }: FailureFacts): RestRecord | undefined {
  const refused = rest.findLast(({ status }) => status >= 400);
  if (refused === undefined) return undefined;
  const words = `${raised.type} ${raised.message} ${place?.source ?? ""}`;
  return ABOUT_HTTP.test(words) || words.includes(String(refused.status)) ? refused : undefined;
}

export const accessRefused: Explanation = (facts) => {
  const request = lastRefused(facts);
  const refusal = request === undefined ? undefined : facts.refusedBy(request);
  if (request === undefined || refusal === undefined) return undefined;
  return {
    because: `splunkd answered ${request.status} to ${request.method} ${request.path}: ${refusal.rule} keeps ${request.user ?? "this user"} out.`,
    hint: "Give the role access in metadata/default.meta, or run the search as an owner who has it.",
    see: refusal.where,
  };
};

const COLLECTION = /\/servicesNS\/[^/]+\/([^/]+)\/storage\/collections\/(?:data|config)\/([^/?]+)/;

/** Ground: REST API Reference, storage/collections: a collection is found in the app whose namespace is asked. */
export const collectionElsewhere: Explanation = (facts) => {
  const request = lastRefused(facts);
  if (request?.status !== 404 || facts.refusedBy(request) !== undefined) return undefined;
  const [, asked, name] = COLLECTION.exec(request.path) ?? [];
  if (asked === undefined || name === undefined) return undefined;
  const [other] = facts.appsWithCollection(name).filter((app) => app !== asked);
  if (other === undefined || facts.appsWithCollection(name).includes(asked)) return undefined;
  return {
    because: `splunkd answered 404 to ${request.method} ${request.path}: the collection \`${name}\` is in the app ${other}, and the request asks in ${asked}.`,
    hint: `Ask in the app that has it: /servicesNS/nobody/${other}/storage/collections/data/${name}.`,
  };
};

/** splunkd answered 404: which objects of this kind there are. */
export const noSuchObject: Explanation = (facts) => {
  const request = lastRefused(facts);
  if (request?.status !== 404) return undefined;
  if (facts.refusedBy(request) !== undefined || collectionElsewhere(facts) !== undefined)
    return undefined;
  const asked = facts.askedObject(request);
  if (asked === undefined || asked.names.includes(asked.name)) return undefined;
  const slip =
    nearest(asked.name, asked.names) ?? asked.names.find((name) => name.startsWith(asked.name));
  return {
    because: `splunkd answered 404 to ${request.method} ${request.path}: there is no ${asked.kind} \`${asked.name}\`. ${asked.names.length === 0 ? "The add-on brings none." : `The add-on brings ${listed(asked.names)}.`}`,
    hint:
      slip === undefined
        ? "Ask for one that is there, or let the script handle 404."
        : `Did you mean \`${slip}\`?`,
  };
};

export const requestRefused: Explanation = (facts) => {
  const request = lastRefused(facts);
  if (request === undefined || facts.refusedBy(request) !== undefined) return undefined;
  const others = [noCredential, collectionElsewhere, noSuchObject];
  if (others.some((explain) => explain(facts) !== undefined)) return undefined;
  const { status, method, path, query, refusal } = request;
  const words = refusal === undefined ? "" : ` ${refusal}`;
  const asked = query === "" ? path : `${path}?${query}`;
  return {
    because: `splunkd answered ${status} to ${method} ${asked}.${words}`,
    hint: hintFor(request),
  };
};

function hintFor({ capabilities = [], roles = [], known, status }: RestRecord): string {
  if (capabilities.length > 0) {
    const who = roles.length === 0 ? "" : ` These roles have it: ${listed(roles)}.`;
    return `The owner of the search needs a role with ${capabilities.join(" or ")}.${who}`;
  }
  if (status === 401)
    return "Send the session key of the payload: the header Authorization with `Splunk <session_key>`.";
  if (!known)
    return "ar-sim does not play this endpoint. If an add-on brings it, load that add-on with --also.";
  return "Use --rest-bodies to see both bodies.";
}

/** The stand-in has a certificate that it signed itself, as a Splunk has by default. */
export const ownCertificate: Explanation = (facts) => {
  if (!/CERTIFICATE_VERIFY_FAILED/.test(facts.raised.message)) return undefined;
  if (offIsTrue(facts) !== undefined) return undefined;
  return {
    because:
      "The script checks the certificate of the server, and no authority that it knows signed that certificate. splunkd's own certificate is such a one by default.",
    hint: "For calls to splunkd, use splunk.rest or splunklib, or the option of the add-on that names a certificate authority.",
  };
};
