/**
 * What every request passes, from its raw path to what goes back over the wire. Each early end is one that splunkd has:
 * nobody, nothing there, not this verb, not this user, not these arguments.
 *
 *   onRequest         another group where no route fits → authentication → an answer that still holds
 *   preHandler        path and verb → arguments → capability → namespace → fields
 *   (handler)
 *   preSerialization  a Reply becomes XML or JSON
 *   onSend            commit → cookie → record and access log
 *
 * Whose turn it is on a connection, and how a body is read, is open-app.ts's.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { NOBODY } from "../instance/users.ts";
import { Arguments } from "../model/arguments.ts";
import type { Reply } from "../model/reply.ts";
import type { Parts } from "../parts.ts";
import type { Journal } from "../store/state/journal.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { readCaller } from "./hooks/caller.ts";
import {
  checkCapability,
  checkFields,
  checkRoute,
  readArguments,
  readNamespace,
} from "./hooks/checks.ts";
import type { HeldAnswers } from "./hooks/held.ts";
import { recordRequest, type Recorder } from "./hooks/record.ts";
import { fail, render } from "./hooks/render.ts";
import { type Sent } from "./hooks/put.ts";
import { detailOf } from "./record/detail.ts";
import { RoutePaths } from "./route-paths.ts";

export interface LifecycleParts {
  readonly parts: Parts;
  readonly held: HeldAnswers;
  readonly record: Recorder;
  /** Hands a request to the next that may have a route for it; false when nobody is left. */
  readonly passOn: Dispatcher["passOn"];
}

export function addLifecycle(
  app: FastifyInstance,
  { parts, held, record, passOn }: LifecycleParts,
): void {
  const { store, faults, accessLog, settings, secrets } = parts;
  const recordsBodies = settings.recordBodies === true;
  const recording = { record, accessLog, recordsBodies, secrets, detail: detailOf(parts) };
  const paths = new RoutePaths();
  paths.watch(app);
  decorate(app);
  app.addHook("onRequest", (request, reply, done) => {
    request.begunAt = performance.now();
    request.write = { lossesBefore: undefined };
    request.config = request.routeOptions.config;
    // Then it is another's, and this one never goes on.
    if (request.is404 && !paths.has(request.url) && passOn(request.raw, reply.raw)) return;
    done();
  });
  app.addHook("onRequest", (request, _reply, done) => {
    readCaller(request, parts);
    done();
  });
  app.addHook("onRequest", (request, reply, done) => {
    const answer = held.find(request, reply, parts.now());
    if (answer === undefined) done();
    else void reply.send(answer);
  });
  app.addHook("preHandler", (request, _reply, done) => {
    checkRoute(request, paths);
    readArguments(request);
    checkCapability(request);
    readNamespace(request, parts);
    checkFields(request);
    held.begin(request);
    const { write } = request;
    if (write === null || request.method === "GET") done();
    else store.journal.during(write, done);
  });
  app.addHook("preSerialization", (request, reply, payload, done) => {
    done(null, render(request, reply, payload as Reply, { parts, held }));
  });
  app.addHook("onSend", (request, _reply, _payload, done) => {
    commit(request, store.journal);
    done();
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    // Ground: both SDKs expect the cookie again in each answer to a request that came with one.
    const { cookie } = request;
    if (cookie !== undefined)
      reply.header("Set-Cookie", `${cookie}; Path=/; Secure; HttpOnly; Max-Age=3600`);
    done(null, recordRequest(request, reply, payload as Sent, recording));
  });
  app.setErrorHandler((error: Error, request, reply) => fail(error, request, reply, faults));
  // The checks before it say which of the two it is.
  app.setNotFoundHandler((request) => checkRoute(request, paths));
}

/**
 * Also refuses a request whose changes were taken back with those of another. Its refusal passes here again, and then
 * commits nothing.
 */
function commit(request: FastifyRequest, journal: Journal): void {
  const { write } = request;
  request.write = null;
  if (write !== null) journal.checkKept(write);
  journal.commit();
}

function decorate(app: FastifyInstance): void {
  const blank: Pick<FastifyRequest, Own> = {
    begunAt: 0,
    config: {},
    segments: [],
    namespace: { owner: "nobody", app: "search", isExplicit: false },
    args: Arguments.of(),
    queryArgs: Arguments.of(),
    outputMode: "",
    user: NOBODY,
    sessionKey: undefined,
    cookie: undefined,
    recordedUser: null,
    isKnown: true,
    refusal: undefined,
    heldSince: undefined,
    write: null,
  };
  // Shared by all requests, and written over by each: Fastify takes no object for a default that one could change.
  for (const [name, value] of Object.entries(blank))
    app.decorateRequest<unknown>(name, typeof value === "object" ? null : value);
}

type Own =
  | "begunAt"
  | "config"
  | "segments"
  | "namespace"
  | "args"
  | "queryArgs"
  | "outputMode"
  | "user"
  | "sessionKey"
  | "cookie"
  | "recordedUser"
  | "isKnown"
  | "refusal"
  | "heldSince"
  | "write";
