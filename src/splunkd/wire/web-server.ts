/** The port of Splunk Web, as far as a results_link leads there. HTTP is loaded with the first connection. */
import type { IncomingMessage, Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { RunningServer } from "./http-server.ts";

export interface WebAnswer {
  readonly status: number;
  readonly html: string;
  /** Where the page is instead. */
  readonly location?: string | undefined;
}

export interface WebQuestion {
  /** The path and the query. */
  readonly url: string;
  readonly host: string;
  /** Of the page that asks; undefined where a person follows a link. */
  readonly origin: string | undefined;
}

export interface WebServerOptions {
  readonly host: string;
  readonly port: number;
  readonly handler: (question: WebQuestion) => Promise<WebAnswer>;
}

const IDLE_MS = 60_000;

export async function startWebServer({
  host,
  port,
  handler,
}: WebServerOptions): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  let http: Promise<HttpServer> | undefined;
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    http ??= httpServer(handler);
    http.then(
      (made) => {
        made.emit("connection", socket);
        socket.resume();
      },
      () => socket.destroy(),
    );
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function httpServer(handler: WebServerOptions["handler"]): Promise<HttpServer> {
  const { createServer: createHttp } = await import("node:http");
  return createHttp((request: IncomingMessage, response) => {
    const { url = "/", headers } = request;
    handler({ url, host: headers.host ?? "", origin: headers.origin }).then(
      ({ status, html, location }) => {
        response.writeHead(status, {
          ...(location !== undefined && { Location: location }),
          "Content-Type": "text/html; charset=UTF-8",
          "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
          "X-Content-Type-Options": "nosniff",
          "X-Frame-Options": "SAMEORIGIN",
          "Cross-Origin-Resource-Policy": "same-origin",
        });
        response.end(html);
      },
      () => response.writeHead(500).end(),
    );
  });
}
