/**
 * The HTTP Event Collector, on a port of its own: event, raw, ack and health. It knows tokens, and neither users nor apps.
 * Ground: REST API Reference, «services/collector»; Getting Data In, «Set up and use HTTP Event Collector».
 *
 *   onRequest    when it came
 *   preHandler   path and verb → token → channel
 *   onSend       record
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { bodyOf } from "../../call/hooks/checks.ts";
import { put, type Sent } from "../../call/hooks/put.ts";
import { type Recorder, recordRequest } from "../../call/hooks/record.ts";
import { Arguments } from "../../model/arguments.ts";
import { parseJson } from "../../model/parse-json.ts";
import { JSON_TYPE } from "../../model/reply.ts";
import type { Parts } from "../../parts.ts";
import { askedIn, type Message } from "../../wire/message.ts";
import { isRefusal, refuse } from "../../wire/open-app.ts";
import { HecAcks } from "./hec-acks.ts";
import { hecAnswer, type HecAnswer, HecRefusal } from "./hec-answer.ts";
import { authorizeHec, type HecToken } from "./hec-token.ts";
import { hecTokens } from "./hec-tokens.ts";
import { type HecBody, readHecEvents, readHecRaw } from "./read-hec-body.ts";
import { hecRequestOf, unpacked } from "./hec-request.ts";

declare module "fastify" {
  interface FastifyRequest {
    hecToken: HecToken | undefined;
    /** Whose requests are acknowledged one by one. */
    hecChannel: string | undefined;
  }
}

const ROOT = "/services/collector";
const PATH = /^\/services\/collector(?:\/(event|raw|ack|health))?(?:\/1\.0)?\/?$/;
const CHANNEL = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Its routes have one spelling each. No route is `/`. */
export function rewriteHecUrl({ url = "" }: Message): string {
  const match = PATH.exec(pathIn(url));
  return match === null ? "/" : `${ROOT}/${match[1] ?? "event"}`;
}

function pathIn(url: string): string {
  return (url.split("?", 1)[0] ?? "").replace(/\/{2,}/g, "/");
}

export function addHec(app: FastifyInstance, parts: Parts, record: Recorder): void {
  addHooks(app, parts, record);
  const acks = new HecAcks();
  const take = (request: FastifyRequest, read: typeof readHecRaw): HecAnswer => {
    const token = tokenOf(request);
    const text = unpacked(request.headers, bodyOf(request), parts.settings.maxBodyBytes);
    if (text === undefined) return hecAnswer(6);
    const path = pathIn(askedIn(request).path);
    const body: HecBody = read(text, hecRequestOf(request, { path, token }, parts));
    parts.inbox.add(body.events, request.headers);
    if (body.refused !== undefined) return body.refused;
    if (!token.useAck || request.hecChannel === undefined) return hecAnswer(0);
    return hecAnswer(0, { ackId: acks.add(token.token, request.hecChannel) });
  };
  app.post(`${ROOT}/event`, (request) => {
    checkChannel(request);
    return take(request, readHecEvents);
  });
  app.post(`${ROOT}/raw`, (request) => {
    checkChannel(request);
    return take(request, readHecRaw);
  });
  app.route({
    method: ["GET", "POST"],
    url: `${ROOT}/ack`,
    handler(request): HecAnswer {
      const { token, useAck } = tokenOf(request);
      if (!useAck) return hecAnswer(14);
      if (request.hecChannel === undefined) return hecAnswer(10);
      const ids = ackIdsIn(bodyOf(request));
      if (ids === undefined) return hecAnswer(6);
      return { status: 200, body: { acks: acks.ask(token, request.hecChannel, ids) } };
    },
  });
  app.all(`${ROOT}/health`, { config: { isOpen: true } }, () => hecAnswer(17));
}

function addHooks(app: FastifyInstance, parts: Parts, record: Recorder): void {
  const recording = {
    record,
    accessLog: undefined,
    recordsBodies: parts.settings.recordBodies === true,
    secrets: parts.secrets,
  };
  for (const [name, value] of Object.entries(BLANK)) app.decorateRequest<unknown>(name, value);
  app.addHook("onRequest", (request, _reply, done) => {
    request.begunAt = performance.now();
    done();
  });
  app.addHook("preHandler", (request, _reply, done) => {
    checkRoute(request);
    if (request.routeOptions.config.isOpen !== true) readToken(request, parts);
    done();
  });
  app.addHook("preSerialization", (_request, reply, answer, done) => {
    done(null, send(answer as HecAnswer, reply));
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    done(null, recordRequest(request, reply, payload as Sent, recording));
  });
  // Our own fault is told as the collector tells of its own, and kept for the one who started us.
  app.setErrorHandler((error: Error, _request, reply) => {
    if (isRefusal(error)) return refuse(error, reply);
    if (!(error instanceof HecRefusal)) parts.faults.add(error);
    void reply.send(send(error instanceof HecRefusal ? error.answer : hecAnswer(8), reply));
  });
  app.setNotFoundHandler((request) => checkRoute(request));
}

const BLANK = {
  begunAt: 0,
  hecToken: undefined,
  hecChannel: undefined,
  recordedUser: null,
  isKnown: true,
  refusal: undefined,
};

function send({ status, body }: HecAnswer, reply: Parameters<typeof put>[1]): Sent {
  return put({ status, headers: { "Content-Type": JSON_TYPE }, body: JSON.stringify(body) }, reply);
}

/** No route fits: there is no such path, or not with this verb. */
function checkRoute(request: FastifyRequest): void {
  if (!request.is404) return;
  request.isKnown = request.url !== "/";
  const text = request.isKnown
    ? "Method Not Allowed"
    : "The requested URL was not found on this server.";
  const status = request.isKnown ? 405 : 404;
  throw new HecRefusal({ status, body: { text, code: status } });
}

function readToken(request: FastifyRequest, parts: Parts): void {
  const query = Arguments.of(askedIn(request).query);
  const tokens = [...hecTokens(parts)];
  const token = authorizeHec(request.headers.authorization, query.get("token"), (text) =>
    tokens.find((known) => known.token.toLowerCase() === text.toLowerCase()),
  );
  request.hecToken = token;
  request.recordedUser = token.name;
  const { "x-splunk-request-channel": header } = request.headers;
  const channel = query.get("channel") ?? (typeof header === "string" ? header : undefined);
  if (channel !== undefined && !CHANNEL.test(channel)) throw new HecRefusal(hecAnswer(11));
  request.hecChannel = channel;
}

/** Who is to be told of each request says on which channel. */
function checkChannel(request: FastifyRequest): void {
  if (tokenOf(request).useAck && request.hecChannel === undefined)
    throw new HecRefusal(hecAnswer(10));
}

function tokenOf({ hecToken }: FastifyRequest): HecToken {
  if (hecToken === undefined) throw new Error("a route without a token is open");
  return hecToken;
}

function ackIdsIn(body: Buffer): readonly unknown[] | undefined {
  try {
    const { acks } = parseJson(body) as { readonly acks: unknown };
    return Array.isArray(acks) ? acks : undefined;
  } catch {
    return undefined;
  }
}
