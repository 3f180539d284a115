/** What is kept of a request that is answered: for whoever started the stand-in, for runs, and for searches of `_internal`. */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { RestError } from "../../model/rest-error.ts";
import type { RestRecord } from "../../model/rest-record.ts";
import type { Credentials } from "../../store/runs.ts";
import { askedIn, type Message } from "../../wire/message.ts";
import type { AccessLog } from "../record/access-log.ts";
import type { Secrets } from "../../store/secrets.ts";
import { secretsInBody, secretsInHeaders } from "../record/secrets-in-request.ts";
import { shownBody, watchedBody, wholeBody } from "../record/shown-body.ts";
import { shownUrl } from "../record/shown-url.ts";
import { bodyOf } from "./checks.ts";
import type { Sent } from "./put.ts";
import type { Detail } from "../record/detail.ts";

export type Recorder = (record: RestRecord, headers: Credentials) => void;

export interface RecordParts {
  readonly record: Recorder;
  /** undefined: nothing is to be found in `_internal`. */
  readonly accessLog: AccessLog | undefined;
  readonly recordsBodies: boolean;
  /** What came as a secret, for all that is told of the stand-in from now on. */
  readonly secrets: Secrets;
  /** What else is worth telling of a request. */
  readonly detail?: Detail | undefined;
}

/** Gives the body to be sent: a long one is told of when it has gone by. */
export function recordRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Sent,
  { record, accessLog, recordsBodies, secrets, detail = noDetail }: RecordParts,
): Sent {
  const { isInside }: Message = request.raw;
  if (isInside === true) return payload;
  const { headers, refusal } = request;
  const bodies: Bodies | undefined = recordsBodies ? {} : undefined;
  const sent = bodies === undefined ? payload : keepBodies(bodies, request, payload);
  const { path, query, secrets: inUrl } = shownUrl(askedIn(request).url);
  for (const { value } of inUrl) secrets.saw(value);
  for (const { value } of secretsInHeaders(headers)) secrets.saw(value);
  for (const { value } of secretsInBody(wholeBody(bodyOf(request)))) secrets.saw(value);
  const durationMs = performance.now() - request.begunAt;
  const plain: RestRecord = {
    at: new Date(Date.now() - durationMs).toISOString(),
    method: request.method,
    path,
    query,
    status: reply.statusCode,
    durationMs,
    user: request.recordedUser,
    known: request.isKnown,
    ...detail(path, refusal),
  };
  const refused = refusal === undefined ? plain : { ...plain, ...refusalOf(refusal) };
  const entry = bodies === undefined ? refused : Object.assign(bodies, refused);
  record(entry, headers);
  accessLog?.add(entry, { client: request.ip, headers });
  return sent;
}

function refusalOf({
  message,
  capabilities,
}: RestError): Pick<RestRecord, "refusal" | "capabilities"> {
  return capabilities.length === 0 ? { refusal: message } : { refusal: message, capabilities };
}

function noDetail(): ReturnType<Detail> {
  return {};
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
