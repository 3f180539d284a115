/**
 * HTTPS as splunkd's clients need it: TLS 1.2 at most, and a look at the first bytes before an HTTP parser has them.
 * TLS and HTTP are loaded with the first connection: a script that never calls costs nothing.
 * Ground: Splunk's own default is TLS 1.2; with 1.3 a client that writes and closes without reading loses data.
 */
import type { Server as HttpServer, ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Server as TlsServer, TLSSocket } from "node:tls";
import type { Certificate } from "./certificate.ts";
import { endOfHead, firstBytes, mightBeStream, MOST_HEAD_BYTES } from "./first-bytes.ts";
import type { HttpTurns } from "./http-turns.ts";
import type { Message } from "./message.ts";

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** Asked for once, when somebody connects. */
  readonly certificate: () => Promise<Certificate>;
  readonly turns: HttpTurns;
  /** Told once, when somebody connects: there is time to load what answers while keys are exchanged. */
  readonly prepare?: () => void;
  readonly handle: (message: Message, response: ServerResponse) => void;
  /** Takes a connection whose first bytes are these; true when it has. */
  readonly takeRaw?: (head: string, rest: Buffer, socket: TLSSocket) => Promise<boolean>;
}

const LAST_WORD_MS = 5000;

export interface RunningServer extends AsyncDisposable {
  readonly port: number;
}

export async function startHttpServer(options: HttpServerOptions): Promise<RunningServer> {
  const { host, port } = options;
  const sockets = new Set<Socket>();
  let tls: Promise<TlsServer> | undefined;
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    tls ??= tlsServer(options);
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
    },
  };
}

/** It never listens itself: connections are handed to it. */
async function tlsServer(options: HttpServerOptions): Promise<TlsServer> {
  options.prepare?.();
  const [{ createServer: createTlsServer }, { key, cert }, http] = await Promise.all([
    import("node:tls"),
    options.certificate(),
    httpServer(options),
  ]);
  const server = createTlsServer({ key, cert, maxVersion: "TLSv1.2" }, (socket) => {
    socket.on("error", () => socket.destroy());
    socket.setTimeout(options.turns.idleMs, () => endIdle(socket));
    route(socket, options, http).catch(() => socket.destroy());
  });
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return server;
}

async function httpServer({ turns, handle }: HttpServerOptions): Promise<HttpServer> {
  const [{ createServer: createHttpServer }, { SpelledResponse }, { refuseBytes }] =
    await Promise.all([
      import("node:http"),
      import("./spelled-response.ts"),
      import("./http-refusals.ts"),
    ]);
  const server = createHttpServer(
    {
      ServerResponse: SpelledResponse,
      maxHeaderSize: MOST_HEAD_BYTES,
      insecureHTTPParser: false,
      // splunkd answers without a Host: splunk-sdk-ruby's test_connect writes none.
      requireHostHeader: false,
      keepAliveTimeout: turns.idleMs,
      requestTimeout: 300_000,
    },
    (message: Message, response) => {
      message.turn = turns.wait(message.socket, response);
      handle(message, response);
    },
  );
  server.on("clientError", (error, socket: Socket) => {
    refuseBytes(error, socket, turns).catch(() => socket.destroy());
  });
  // Without it, Node's own end of an idle connection comes first, and sends no close_notify.
  server.on("timeout", endIdle);
  // Starts the watch over slow headers and bodies, which only a listening server has by itself.
  server.emit("listening");
  return server;
}

/**
 * With close_notify, so that its client knows that nothing is missing (RFC 8446, section 6.1). Who does not read it is
 * not waited for.
 */
function endIdle(socket: Socket): void {
  socket.destroySoon();
  setTimeout(() => socket.destroy(), LAST_WORD_MS).unref();
}

/** Reads up to the first bytes, and lets the one who knows them have the connection. */
async function route(
  socket: TLSSocket,
  { takeRaw }: HttpServerOptions,
  http: HttpServer,
): Promise<void> {
  const first = await firstBytes(socket, takeRaw !== undefined);
  if (first === undefined) return;
  const end = endOfHead(first);
  if (takeRaw !== undefined && end !== undefined) {
    const head = first.toString("latin1", 0, end).trimEnd();
    const isStream = mightBeStream(first) && /^x-splunk-input-mode:/im.test(head);
    if (isStream && (await takeRaw(head, first.subarray(end), socket))) return;
  }
  if (socket.destroyed) return;
  if (first.length > 0) socket.unshift(first);
  http.emit("connection", socket);
  socket.resume();
}
