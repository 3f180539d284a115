/** What comes over a connection of a script: HTTP/1.1 or HTTP/2, below TLS or without. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from "node:http2";
import type { Socket } from "node:net";
import type { Authority } from "../certificates/authority.ts";

export type VendorMessage = IncomingMessage | Http2ServerRequest;
export type VendorReply = ServerResponse | Http2ServerResponse;
type Heed = (message: VendorMessage, reply: VendorReply) => void;

/** The first byte of a TLS connection. Ground: RFC 8446, the record of a handshake. */
const HANDSHAKE = 22;

/** Gives the connection to a server that speaks what its first byte begins. */
export function readFirst(socket: Socket, given: (isSecure: boolean) => void): void {
  const look = (): void => {
    const bytes: unknown = socket.read();
    if (!Buffer.isBuffer(bytes)) {
      // Read to its end before anything came: a script that only looks whether somebody is there.
      socket.once("readable", look);
      return;
    }
    socket.unshift(bytes);
    given(bytes[0] === HANDSHAKE);
  };
  socket.once("readable", look);
}

export function plainServer(heed: Heed): Server {
  const server = createServer(heed);
  // A script may pause as long as it likes between two requests.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.on("clientError", (_, socket) => socket.destroy());
  return server;
}

interface Certified {
  readonly authority: Authority;
  /** The host that the certificate is for. */
  readonly host: string;
  /** Whether it is for this host whatever name the script asks for. */
  readonly isOther: boolean;
}

/** `failed` is told of handshakes that come to nothing, with the connection's far port. */
export function secureServer(
  { authority, host, isOther }: Certified,
  heed: Heed,
  failed: (why: string, remotePort: number | undefined) => void,
): Promise<Http2SecureServer> {
  return authority.certFor(host).then(({ key, cert }) => {
    const server = createSecureServer({
      allowHTTP1: true,
      key,
      cert,
      SNICallback: (name, give) => {
        authority.contextFor(isOther ? host : name.toLowerCase()).then(
          (context) => give(null, context),
          (error: unknown) => give(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
    server.on("request", heed);
    server.on("sessionError", () => undefined);
    server.on("tlsClientError", (error, socket) => failed(error.message, socket.remotePort));
    server.on("clientError", (_, socket) => socket.destroy());
    return server;
  });
}

/** Path and query. A client that takes the server for a proxy names all of the URL. */
export function targetOf(url: string): string[] {
  const target = /^[a-z]+:\/\/[^/?]*(.*)$/i.exec(url)?.[1] ?? url;
  const cut = target.indexOf("?");
  const path = cut < 0 ? target : target.slice(0, cut);
  return [path === "" ? "/" : path, cut < 0 ? "" : target.slice(cut + 1)];
}

/** Of a form in several parts. */
export function boundaryOf({ headers }: VendorMessage): string | undefined {
  return /^multipart\/.*boundary="?([^";]+)/i.exec(headers["content-type"] ?? "")?.[1];
}

/** Ends the request, and the connection that it came on. */
export function endBoth(
  message: VendorMessage,
  line: { readonly socket: Socket; refusal: string | null } | undefined,
  refusal?: string,
): void {
  if (line !== undefined && refusal !== undefined) line.refusal = refusal;
  message.socket.destroy();
  line?.socket.destroy();
}

/** An answer that a script did not wait for must not keep ar-sim. */
export function soon(): Promise<void> {
  return new Promise((done) => setTimeout(done, 500).unref());
}
