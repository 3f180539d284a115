/**
 * A Fastify as splunkd's clients need it: any content type, bodies within bounds, one request of a connection at a time.
 * It never listens: requests are handed to its router. Of Fastify neither the compilers of schemas nor a logger is loaded.
 */
import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { HttpTurns } from "./http-turns.ts";
import type { Message } from "./message.ts";
import { type BodyReader, BodyRefusal } from "./read-body.ts";
import { refusal } from "./http-refusals.ts";

export interface AppPlace {
  readonly turns: HttpTurns;
  readonly bodies: BodyReader;
  readonly maxBodyBytes: number;
  /** The path that the router is to read. */
  readonly rewriteUrl: (message: Message) => string;
}

declare module "fastify" {
  interface FastifyRequest {
    /** Whether somebody works on it. */
    isBusy: boolean;
  }
}

const NO_ARGUMENTS = {};
/** Any other verb is none that splunkd knows. */
const METHODS: ReadonlySet<string> = new Set("GET HEAD POST PUT DELETE PATCH OPTIONS".split(" "));

/** An error of Fastify, or of ours before a route is looked for. */
type Refusal = Error & { readonly statusCode: number };

class UnknownMethod extends Error {
  readonly statusCode = 405;
}

export async function openApp(
  { turns, bodies, maxBodyBytes, rewriteUrl }: AppPlace,
  build: (app: FastifyInstance) => void,
): Promise<FastifyInstance> {
  const { fastify } = await import("fastify");
  const app = fastify({
    bodyLimit: maxBodyBytes,
    rewriteUrl(message) {
      // A content type that is none is as good as none at all.
      const type = message.headers["content-type"];
      if (type !== undefined && !/^[\w.+-]+\/[\w.+*-]+/.test(type))
        delete message.headers["content-type"];
      return rewriteUrl(message);
    },
    exposeHeadRoutes: false,
    // No route has a schema: the compilers, most of Fastify's start, are never asked.
    schemaController: {
      compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler },
    },
    // Names in a path may be of any length; arguments are read by who needs them.
    routerOptions: { maxParamLength: maxBodyBytes, querystringParser: noArguments },
  });
  // Ground: a client of the KV store puts its arguments into the body of a GET, and gets what it asks for.
  app.addHttpMethod("GET", { hasBody: true, overrideExisting: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_: FastifyRequest, message: IncomingMessage) =>
    bodies.read(message),
  );
  // What is sent is text, bytes or a stream by then.
  app.setReplySerializer((payload) => payload as string);
  app.decorateRequest("isBusy", false);
  app.addHook("onRequest", (request, _reply, done) => {
    if (!METHODS.has(request.method)) throw new UnknownMethod();
    const { turn }: Message = request.raw;
    if (turn === undefined) done();
    else void turn.then(() => done());
  });
  app.addHook("preHandler", (request, _reply, done) => {
    request.isBusy = true;
    turns.begin(request.raw.socket);
    done();
  });
  app.addHook("onSend", (request, _reply, _payload, done) => {
    bodies.release(request.raw);
    if (request.isBusy) turns.end(request.raw.socket);
    request.isBusy = false;
    done();
  });
  build(app);
  await app.ready();
  return app;
}

/** Whether HTTP itself cannot take the request, whatever it asks for. */
export function isRefusal(error: Error): error is Refusal {
  return "statusCode" in error;
}

/** What is said to a request that cannot be taken, before anybody looks at what it asks for. */
export function refuse(error: Error | Refusal, reply: FastifyReply): void {
  const text = error instanceof BodyRefusal ? error.message : undefined;
  const { status, headers, body } = refusal(isRefusal(error) ? error.statusCode : 500, text);
  void reply.code(status).headers(headers).send(body);
}

/** The path alone comes this far. */
function noArguments(): Record<string, unknown> {
  return NO_ARGUMENTS;
}

function noCompiler(): never {
  throw new Error("no route here has a schema");
}
