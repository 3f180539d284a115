/** A credential that the store does not hold: which one was wanted, and which there are. */
import { nearest } from "../../text/nearest.ts";
import type { Explanation, FailureFacts } from "../cause.ts";
import { listed, quoted } from "../words.ts";

const ABOUT =
  /credential|passw|secret|realm|account|api.?key|token|log.?in|user.?name|Not Found|\b404\b/i;
/** `storage/passwords/REALM:USER:` asks for one of them. */
const ONE = /\/storage\/passwords\/([^/?]+)/;

export const noCredential: Explanation = (facts) => {
  const request = facts.rest.findLast(
    ({ method, credentials }) => method === "GET" && credentials !== undefined,
  );
  if (request?.credentials === undefined || request.status === 403) return undefined;
  const { credentials } = request;
  const wanted = lackingIn(facts, request.path, credentials);
  if (wanted === null) return undefined;
  const slip = wanted === undefined ? undefined : nearest(wanted.name, namesIn(credentials));
  return {
    because: `The script asked for a credential. ${holdingOf(credentials)}${lackOf(wanted)}`,
    hint:
      slip === undefined
        ? `Add it for the run: --credential ${wanted?.name ?? "REALM"}:USER.`
        : `Did you mean \`${slip}\`?`,
  };
};

/** null: the failure is not about a credential. undefined: it is, and there are none at all. */
function lackingIn(
  facts: FailureFacts,
  path: string,
  credentials: readonly string[],
): Wanted | undefined | null {
  const isAbout = ABOUT.test(`${facts.raised.message} ${facts.place?.source ?? ""}`);
  if (!isAbout && !isOfNothing(facts.raised)) return null;
  const named = isAbout ? wantedBy(facts, path, credentials) : undefined;
  const wanted = named ?? comparedIn(facts, credentials);
  return wanted === undefined && (credentials.length > 0 || !isAbout) ? null : wanted;
}

/** What a script does with a credential that it did not find: it takes None for it, or the first of none. */
function isOfNothing({ type, message }: FailureFacts["raised"]): boolean {
  return /NoneType|not None|list index out of range/.test(message) || type === "StopIteration";
}

const COMPARED =
  /["'](?:realm|user_?name|name|title)["']\s*[\])][^=!\n]{0,40}[=!]=\s*(?:["']([^"'\n]+)["']|[\w.]*(?:\.get\(\s*|\[\s*|get_param\(\s*)["'](\w+)["'])/g;

/** The script looks for it among all credentials: `entry["realm"] == "jira"`, or `== config.get("account")`. */
function comparedIn(
  { sources, params }: FailureFacts,
  credentials: readonly string[],
): Wanted | undefined {
  const held = new Set(namesIn(credentials));
  for (const { text } of sources)
    for (const [, literal, param = ""] of text.matchAll(COMPARED)) {
      const name = literal ?? params[param];
      if (name === undefined || name === "" || held.has(name)) continue;
      return literal === undefined ? { name, param } : { name };
    }
  return undefined;
}

function holdingOf(credentials: readonly string[]): string {
  return credentials.length === 0
    ? "storage/passwords holds no credential."
    : `storage/passwords holds ${listed(credentials)} (realm:user).`;
}

function lackOf(wanted: Wanted | undefined): string {
  if (wanted === undefined) return "";
  return wanted.param === undefined
    ? ` ${quoted(wanted.name)} is not among them.`
    : ` param.${wanted.param} is ${quoted(wanted.name)}, which is not among them.`;
}

interface Wanted {
  readonly name: string;
  readonly param?: string;
}

/** The name in the path, a parameter in the message, or a text beside the line that failed. */
function wantedBy(
  { raised, place, params }: FailureFacts,
  path: string,
  credentials: readonly string[],
): Wanted | undefined {
  const held = new Set(namesIn(credentials));
  const [, asked] = ONE.exec(path) ?? [];
  const name = asked === undefined ? undefined : decoded(asked).replace(/:$/, "");
  if (name !== undefined && !held.has(name)) return { name };
  const near = place?.literals ?? [];
  const param = Object.entries(params).find(
    ([key, value]) =>
      value !== "" && !held.has(value) && (raised.message.includes(value) || near.includes(key)),
  );
  if (param !== undefined) return { name: param[1], param: param[0] };
  const literal = near.find(
    (text) => /^[\w.@-]{3,}$/.test(text) && raised.message.includes(text) && !held.has(text),
  );
  return literal === undefined ? undefined : { name: literal };
}

function namesIn(credentials: readonly string[]): string[] {
  return credentials
    .flatMap((credential) => {
      const cut = credential.indexOf(":");
      return [credential, credential.slice(0, cut), credential.slice(cut + 1)];
    })
    .filter((name) => name !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
