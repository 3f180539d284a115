/**
 * The HTTP Event Collector: event, raw, ack and health, on a port of its own.
 * Ground: REST API Reference, «services/collector»; Getting Data In, «Set up and use HTTP Event Collector».
 */
import { gunzipSync } from "node:zlib";
import { Arguments } from "../../model/arguments.ts";
import type { IncomingHttpHeaders } from "node:http";
import type { Answered } from "../../call/render/render-reply.ts";
import { isIndex } from "../../instance/indexes.ts";
import type { Parts } from "../../parts.ts";
import { parseJson } from "../../model/parse-json.ts";
import { JSON_TYPE } from "../../model/reply.ts";
import type { HecAcks } from "./hec-acks.ts";
import { hecAnswer, type HecAnswer } from "./hec-answer.ts";
import { authorizeHec, type HecToken, isHecAnswer } from "./hec-token.ts";
import { hecTokens } from "./hec-tokens.ts";
import { type HecBody, type HecRequest, readHecEvents, readHecRaw } from "./read-hec-body.ts";

type Part = "event" | "raw" | "ack" | "health";

const PATH = /^\/services\/collector(?:\/(event|raw|ack|health|mint))?(?:\/1\.0)?\/?$/;
const CHANNEL = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export interface Posted {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly client: string;
}

export interface HecTold {
  readonly response: Answered;
  readonly known: boolean;
  readonly user: string | null;
}

export function answerHec(request: Posted, splunkd: Parts, acks: HecAcks): HecTold {
  const cut = request.url.indexOf("?");
  const path = (cut === -1 ? request.url : request.url.slice(0, cut)).replace(/\/{2,}/g, "/");
  const found = PATH.exec(path);
  if (found === null || found[1] === "mint") {
    const body = { text: "The requested URL was not found on this server.", code: 404 };
    return { response: asResponse({ status: 404, body }), known: false, user: null };
  }
  const part = (found[1] ?? "event") as Part;
  const query = Arguments.of(cut === -1 ? "" : request.url.slice(cut + 1));
  const { answer, token } = collected(part, { request, path, query, splunkd, acks });
  return { response: asResponse(answer), known: true, user: token?.name ?? null };
}

interface HecCall {
  readonly request: Posted;
  readonly path: string;
  readonly query: Arguments;
  readonly splunkd: Parts;
  readonly acks: HecAcks;
}

/** Our own fault is told as the collector tells of its own, and kept for the one who started us. */
function collected(part: Part, call: HecCall): ReturnType<typeof collect> {
  try {
    return collect(part, call);
  } catch (error) {
    call.splunkd.faults.add(error);
    return { answer: hecAnswer(8) };
  }
}

function collect(part: Part, call: HecCall): { answer: HecAnswer; token?: HecToken } {
  const { request, query, splunkd } = call;
  if (part === "health") return { answer: hecAnswer(17) };
  if (request.method !== "POST" && !(part === "ack" && request.method === "GET")) {
    return { answer: { status: 405, body: { text: "Method Not Allowed", code: 405 } } };
  }
  const tokens = [...hecTokens(splunkd)];
  const token = authorizeHec(request.headers.authorization, query.get("token"), (text) =>
    tokens.find((one) => one.token.toLowerCase() === text.toLowerCase()),
  );
  if (isHecAnswer(token)) return { answer: token };
  const channel = query.get("channel") ?? headerOf(request, "x-splunk-request-channel");
  if (channel !== undefined && !CHANNEL.test(channel)) return { answer: hecAnswer(11), token };
  if (part === "ack") return { answer: acked(call, token, channel), token };
  if (token.useAck && channel === undefined) return { answer: hecAnswer(10), token };
  return { answer: take(part, call, token, channel), token };
}

function take(part: Part, call: HecCall, token: HecToken, channel: string | undefined): HecAnswer {
  const { splunkd, request, acks } = call;
  const text = unpacked(request, splunkd.settings.maxBodyBytes);
  if (text === undefined) return hecAnswer(6);
  const read: HecBody =
    part === "raw"
      ? readHecRaw(text, requestOf(call, token))
      : readHecEvents(text, requestOf(call, token));
  splunkd.inbox.add(read.events, request.headers);
  if (read.refused !== undefined) return read.refused;
  if (!token.useAck || channel === undefined) return hecAnswer(0);
  return hecAnswer(0, { ackId: acks.add(token.token, channel) });
}

function requestOf({ request, path, query, splunkd }: HecCall, token: HecToken): HecRequest {
  const given = ["index", "host", "source", "sourcetype", "time"].flatMap((key) => {
    const value = query.get(key);
    return value === undefined || value === "" ? [] : [[key, value]];
  });
  return {
    path,
    token,
    defaults: Object.fromEntries(given) as HecRequest["defaults"],
    sentTo: request.headers.host ?? `${splunkd.settings.host}:8088`,
    isIndex: (name) => isIndex(name, splunkd),
    first: splunkd.inbox.count,
  };
}

function acked(
  { request, acks }: HecCall,
  token: HecToken,
  channel: string | undefined,
): HecAnswer {
  if (!token.useAck) return hecAnswer(14);
  if (channel === undefined) return hecAnswer(10);
  try {
    const { acks: ids } = parseJson(request.body) as { acks: unknown };
    if (Array.isArray(ids))
      return { status: 200, body: { acks: acks.ask(token.token, channel, ids) } };
  } catch {
    // Told below.
  }
  return hecAnswer(6);
}

/** undefined: it says gzip, and is none, or is more than may be taken. */
function unpacked({ headers, body }: Posted, most: number): string | undefined {
  if (!/\bgzip\b/i.test(headers["content-encoding"] ?? "")) return body.toString("utf8");
  try {
    return gunzipSync(body, { maxOutputLength: most }).toString("utf8");
  } catch {
    return undefined;
  }
}

function headerOf(request: Posted, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

function asResponse({ status, body }: HecAnswer): Answered {
  return { status, headers: { "Content-Type": JSON_TYPE }, body: JSON.stringify(body) };
}
