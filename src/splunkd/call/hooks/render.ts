/** A handler's Reply as text on its way out, and an error as what splunkd tells of it. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { Arguments } from "../../model/arguments.ts";
import type { Reply } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import type { Faults } from "../../store/faults.ts";
import { askedIn } from "../../wire/message.ts";
import { isRefusal, refuse } from "../../wire/open-app.ts";
import {
  isLong,
  type Mode,
  renderError,
  renderFeed,
  renderReply,
  stamped,
  wantsJson,
} from "../render/render-reply.ts";
import { bodyOf } from "./checks.ts";
import { put, type Sent } from "./put.ts";
import type { HeldAnswers } from "./held.ts";

export function render(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Reply,
  { parts, held }: { readonly parts: Parts; readonly held: HeldAnswers },
): Sent {
  const mode = modeOf(request, parts);
  const now = parts.now();
  if (payload.kind !== "feed" || request.heldSince === undefined || isLong(payload))
    return put(renderReply(payload, mode, now), reply);
  const feed = renderFeed(payload, mode, now);
  held.keep(request, feed);
  return put(stamped(feed, now), reply);
}

function modeOf(request: FastifyRequest, { address, settings }: Parts): Mode {
  const { path } = askedIn(request);
  const { build = "", point: version } = settings.profile;
  return { isJson: wantsJson(request.outputMode), base: address.uri, path, build, version };
}

/** Our own fault is told as splunkd tells of its own, and kept for the one who started us. */
export function fail(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  faults: Faults,
): void {
  if (isRefusal(error)) return refuse(error, reply);
  if (!(error instanceof RestError)) faults.add(error);
  const shown = error instanceof RestError ? error : new RestError(500, "Internal Server Error");
  request.refusal = shown;
  void reply.send(put(renderError(shown, outputModeOf(request)), reply));
}

/** It may have failed before its arguments were read. */
/** Bytes of a form that nobody takes. */
const MOST_READ = 65_536;

function outputModeOf(request: FastifyRequest): string {
  if (request.outputMode !== "") return request.outputMode;
  const { query } = askedIn(request);
  // Clients say it in the form as well, and no path or verb that is refused has read that.
  const body =
    request.config.rawBody === true ? "" : bodyOf(request).toString("utf8", 0, MOST_READ);
  return Arguments.of(query, body).get("output_mode") ?? "xml";
}
