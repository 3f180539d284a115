/** What is kept of a request that is answered: for whoever started the stand-in, for runs, and for searches of `_internal`. */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { RestError } from "../../model/rest-error.ts";
import type { RestRecord } from "../../model/rest-record.ts";
import type { Credentials } from "../../store/runs.ts";
import type { Message } from "../../wire/message.ts";
import type { AccessLog } from "../record/access-log.ts";
import type { KnownSecret } from "../../../text/masking/mask.ts";
import type { Secrets } from "../../store/secrets.ts";
import { secretsInBody, secretsInHeaders, secretsInUrl } from "../record/secrets-in-request.ts";
import { shownBody, watchedBody, wholeBody } from "../record/shown-body.ts";
import { shownPath, shownQuery } from "../record/shown-url.ts";
import { bodyOf } from "./checks.ts";
import type { Sent } from "./put.ts";

export type Recorder = (record: RestRecord, headers: Credentials) => void;

export interface RecordParts {
  readonly record: Recorder;
  /** undefined: nothing is to be found in `_internal`. */
  readonly accessLog: AccessLog | undefined;
  readonly recordsBodies: boolean;
  /** What came as a secret, for all that is told of the stand-in from now on. */
  readonly secrets: Secrets;
}

/** Gives the body to be sent: a long one is told of when it has gone by. */
export function recordRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Sent,
  { record, accessLog, recordsBodies, secrets }: RecordParts,
): Sent {
  const { asked = "", isInside }: Message = request.raw;
  const cut = asked.indexOf("?");
  const bodies: Bodies | undefined = recordsBodies ? {} : undefined;
  if (isInside === true) return payload;
  const sent = bodies === undefined ? payload : keepBodies(bodies, request, payload);
  const path = cut === -1 ? asked : asked.slice(0, cut);
  const query = cut === -1 ? "" : asked.slice(cut + 1);
  for (const { value } of secretsOf(request, path, query)) secrets.saw(value);
  const entry: RestRecord = Object.assign(bodies ?? {}, {
    method: request.method,
    path: shownPath(path),
    query: shownQuery(query),
    status: reply.statusCode,
    durationMs: performance.now() - request.begunAt,
    user: request.recordedUser,
    known: request.isKnown,
    ...(request.refusal && refusalOf(request.refusal)),
  });
  record(entry, request.headers);
  accessLog?.add(entry, { client: request.ip, headers: request.headers });
  return sent;
}

function refusalOf({
  message,
  capabilities,
}: RestError): Pick<RestRecord, "refusal" | "capabilities"> {
  return capabilities.length === 0 ? { refusal: message } : { refusal: message, capabilities };
}

function secretsOf(request: FastifyRequest, path: string, query: string): KnownSecret[] {
  return [
    ...secretsInHeaders(request.headers),
    ...secretsInUrl(path, query),
    ...secretsInBody(wholeBody(bodyOf(request))),
  ];
}

type Bodies = { requestBody?: string; responseBody?: string };

function keepBodies(bodies: Bodies, request: FastifyRequest, payload: Sent): Sent {
  const body = bodyOf(request);
  if (body.length > 0) bodies.requestBody = shownBody(body, request.headers);
  if (payload instanceof Readable)
    return Readable.from(watchedBody(payload, (text) => (bodies.responseBody = text)));
  bodies.responseBody = shownBody(payload, {});
  return payload;
}
