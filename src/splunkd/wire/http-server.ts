/**
 * HTTPS with Fastify behind it, as splunkd's clients need it: TLS 1.2 at most, any content type, names of any length.
 * TLS and Fastify are loaded with the first connection: a script that never calls costs nothing.
 * Ground: Splunk's own default is TLS 1.2; with 1.3 a client that writes and closes without reading loses data.
 */
import type { IncomingMessage } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Server as TlsServer, TLSSocket } from "node:tls";
import type { HttpHandler, RunningServer } from "./http-types.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Certificate } from "./certificate.ts";
import { refusal, refuseBytes } from "./http-refusals.ts";
import { HttpTurns } from "./http-turns.ts";
import { BodyReader, BodyRefusal } from "./read-body.ts";
import { endOfHead, firstBytes, mightBeStream, MOST_HEAD_BYTES } from "./first-bytes.ts";
import { writeAnswer } from "./write-answer.ts";

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** Asked for once, when somebody connects. */
  readonly certificate: () => Promise<Certificate>;
  readonly handler: HttpHandler;
  readonly maxBodyBytes: number;
  /** Told of a request that no handler saw, and its status. */
  readonly onRefused?: (request: IncomingMessage, url: string, status: number) => void;
  /** Default: two minutes. */
  readonly idleMs?: number;
  /** Takes a connection whose first bytes are these; true when it has. */
  readonly takeRaw?: (head: string, rest: Buffer, socket: TLSSocket) => Promise<boolean>;
}

/** A connection that says nothing for so long is closed. */
const IDLE_MS = 120_000;
const EMPTY = Buffer.alloc(0);

export async function startHttpServer(options: HttpServerOptions): Promise<RunningServer> {
  const { host, port } = options;
  const sockets = new Set<Socket>();
  const http = loadOnce(() => fastifyOf(options));
  let tls: Promise<TlsServer> | undefined;
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    tls ??= tlsServer(options, http);
    tls.then(
      (made) => made.emit("connection", socket),
      () => socket.destroy(),
    );
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, 1024, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
      if (http.isLoaded()) await (await http.load()).close();
    },
  };
}

/** It never listens itself: connections are handed to it. */
async function tlsServer(options: HttpServerOptions, http: Once): Promise<TlsServer> {
  const [{ createServer: createTlsServer }, { key, cert }] = await Promise.all([
    import("node:tls"),
    options.certificate(),
  ]);
  const server = createTlsServer({ key, cert, maxVersion: "TLSv1.2" }, (socket) => {
    socket.on("error", () => socket.destroy());
    socket.setTimeout(options.idleMs ?? IDLE_MS, () => socket.destroy());
    route(socket, options, http).catch(() => socket.destroy());
  });
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return server;
}

type Http = Awaited<ReturnType<typeof fastifyOf>>;

interface Once {
  load(): Promise<Http>;
  isLoaded(): boolean;
}

function loadOnce(make: () => Promise<Http>): Once {
  let loading: Promise<Http> | undefined;
  return { load: () => (loading ??= make()), isLoaded: () => loading !== undefined };
}

/** Reads up to the first bytes, and lets the one who knows them have the connection. */
async function route(socket: TLSSocket, options: HttpServerOptions, http: Once): Promise<void> {
  const first = await firstBytes(socket, options.takeRaw !== undefined);
  if (first === undefined) return;
  const end = endOfHead(first);
  if (options.takeRaw !== undefined && end !== undefined) {
    const head = first.toString("latin1", 0, end).trimEnd();
    const isStream = mightBeStream(first) && /^x-splunk-input-mode:/im.test(head);
    if (isStream && (await options.takeRaw(head, first.subarray(end), socket))) return;
  }
  const { emit } = await http.load();
  if (socket.destroyed) return;
  if (first.length > 0) socket.unshift(first);
  emit(socket);
  socket.resume();
}

async function fastifyOf(
  options: HttpServerOptions,
): Promise<{ emit(socket: Socket): void; close(): Promise<void> }> {
  const { default: fastify } = await import("fastify");
  const { idleMs = IDLE_MS } = options;
  const turns = new HttpTurns(idleMs);
  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    // The path is ours to read: names in it come in more encodings than a router knows.
    rewriteUrl(request) {
      // A content type that is none is as good as none at all.
      const type = request.headers["content-type"];
      if (type !== undefined && !/^[\w.+-]+\/[\w.+*-]+/.test(type))
        delete request.headers["content-type"];
      return "/";
    },
    // No route has a schema: the compilers, most of Fastify's start, are never asked.
    schemaController: {
      compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler },
    },
    forceCloseConnections: true,
    keepAliveTimeout: idleMs,
    requestTimeout: 300_000,
    clientErrorHandler: refuseBytes,
    // splunkd answers without a Host: splunk-sdk-ruby's test_connect writes none.
    http: { maxHeaderSize: MOST_HEAD_BYTES, insecureHTTPParser: false, requireHostHeader: false },
  });
  // Ground: a client of the KV store puts its arguments into the body of a GET, and gets what it asks for.
  app.addHttpMethod("GET", { hasBody: true, overrideExisting: true });
  app.removeAllContentTypeParsers();
  const bodies = new BodyReader({ ofOne: options.maxBodyBytes, ofAll: 4 * options.maxBodyBytes });
  app.addContentTypeParser("*", (_: unknown, raw: IncomingMessage) => bodies.read(raw));
  const respond = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { socket } = request.raw;
    const turn = turns.wait(socket, reply.raw);
    if (turn !== undefined) await turn;
    const made = options.handler({
      method: request.raw.method ?? "GET",
      url: request.originalUrl,
      headers: request.raw.headers,
      body: Buffer.isBuffer(request.body) ? request.body : EMPTY,
      client: request.ip,
    });
    const answer = made instanceof Promise ? await turns.unhurried(made, socket) : made;
    reply.hijack();
    bodies.release(request.raw);
    writeAnswer(answer, reply.raw);
  };
  app.route({
    method: ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"],
    url: "/",
    handler: respond,
  });
  const refuse = (
    status: number,
    request: FastifyRequest,
    reply: FastifyReply,
    text?: string,
  ): void => {
    reply.hijack();
    bodies.release(request.raw);
    options.onRefused?.(request.raw, request.originalUrl, status);
    writeAnswer(refusal(status, text), reply.raw);
  };
  app.setErrorHandler((error: { statusCode?: number }, request, reply) =>
    refuse(
      error.statusCode ?? 500,
      request,
      reply,
      error instanceof BodyRefusal ? error.message : undefined,
    ),
  );
  // Verbs that no route has.
  app.setNotFoundHandler((request, reply) => refuse(405, request, reply));
  await app.ready();
  // Starts the watch over slow headers and bodies, which only a listening server has by itself.
  app.server.emit("listening");
  return {
    emit: (socket) => void app.server.emit("connection", socket),
    close: () => app.close(),
  };
}

function noCompiler(): never {
  throw new Error("no route here has a schema");
}
