/** What may be wrong with a request before its handler sees it, in the order in which splunkd asks. */
import type { FastifyRequest } from "fastify";
import type { Apps } from "../../instance/apps/apps.ts";
import type { Users } from "../../instance/users.ts";
import { Arguments } from "../../model/arguments.ts";
import { forbidden, RestError, unknownPath } from "../../model/rest-error.ts";
import { askedIn, type Message } from "../../wire/message.ts";
import { checkArguments } from "./check-arguments.ts";
import type { RoutePaths } from "../route-paths.ts";

/** Guess: splunkd has no such limit. So large a form is no argument of anything, and each copy of it takes memory. */
const MOST_FORM = 32 * 1024 * 1024;
const NO_BODY = Buffer.alloc(0);

/** No route fits: there is no such path, or not with this verb. */
export function checkRoute(request: FastifyRequest, paths: RoutePaths): void {
  if (!request.is404) return;
  if (paths.has(request.url)) throw new RestError(405, "Method Not Allowed");
  request.isKnown = false;
  throw unknownPath();
}

export function readArguments(request: FastifyRequest): void {
  const { query } = askedIn(request);
  request.queryArgs = Arguments.of(query);
  const body = bodyOf(request);
  if (body.length > 0) checkCoding(request.headers["content-encoding"]);
  const isForm = request.config.rawBody !== true && body.length > 0;
  if (isForm && body.length > MOST_FORM) throw new RestError(413, "Content-Length too large");
  request.args = isForm ? Arguments.of(query, body.toString("utf8")) : request.queryArgs;
  request.outputMode = request.args.get("output_mode") ?? "xml";
}

/**
 * Guess: on this port splunkd unpacks no body; its documentation has compressed ones for the HTTP Event Collector alone. To
 * take one for a form without arguments would be answered as if all was well. Ground: RFC 9110, 415.
 */
function checkCoding(coding = "identity"): void {
  if (/^(?:identity)?$/i.test(coding.trim())) return;
  throw new RestError(
    415,
    `Content-Encoding ${coding.slice(0, 40)} is not supported. Send the body as it is.`,
  );
}

/** The body as it came; empty where there is none. */
export function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : NO_BODY;
}

export function checkCapability({ user, config: { capabilities = [] } }: FastifyRequest): void {
  if (capabilities.length > 0 && !capabilities.some((name) => user.capabilities.has(name)))
    throw forbidden(user.name, capabilities);
}

export function readNamespace(
  request: FastifyRequest,
  { users, apps }: { readonly users: Users; readonly apps: Apps },
): void {
  const { target }: Message = request.raw;
  if (target?.namespace === undefined) throw unknownPath();
  const { owner = request.user.name, app, isExplicit } = target.namespace;
  if (!users.isOwner(owner)) throw new RestError(404, `User does not exist: ${owner}`);
  if (!apps.has(app)) throw new RestError(404, `Application does not exist: ${app}`);
  request.namespace = { owner, app, isExplicit };
  request.segments = target.segments;
}

export function checkFields({ args, config }: FastifyRequest): void {
  if (config.args !== undefined) checkArguments(args, config.args);
}
