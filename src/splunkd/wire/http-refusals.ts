/** What is answered to a request that is none, before anybody looks at what it asks for: splunkd's XML, whatever was wrong. */
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type Answered, renderError } from "../call/render/render-reply.ts";
import { xmlResponse } from "../call/render/render-atom.ts";
import { Arguments } from "../model/arguments.ts";
import { JSON_TYPE, XML_TYPE } from "../model/reply.ts";
import { RestError } from "../model/rest-error.ts";
import type { HttpTurns } from "./http-turns.ts";
import { type Message, readAsked } from "./message.ts";

export function refusal(status: number, text: string = STATUS_CODES[status] ?? ""): Answered {
  return {
    status,
    headers: { "Content-Type": XML_TYPE },
    body: xmlResponse({ messages: [{ type: "ERROR", text }] }),
  };
}

/** Nobody could be loaded who would answer it. */
export function refuseUnserved({ asked, url }: Message, response: ServerResponse): void {
  const { query } = asked ?? readAsked(url);
  const mode = Arguments.of(query).get("output_mode") ?? "xml";
  send(renderError(new RestError(500, "Internal Server Error"), mode), response);
}

/** The same of the HTTP Event Collector. Ground: Getting Data In, possible error codes. */
export function refuseEvents(response: ServerResponse): void {
  const body = JSON.stringify({ text: "Internal server error", code: 8 });
  send({ status: 500, headers: { "Content-Type": JSON_TYPE }, body }, response);
}

function send(
  { status, headers, body }: Answered & { readonly body: string },
  response: ServerResponse,
): void {
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) }).end(body);
}

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * The parser gave up: there is no response to write to, only the socket. Requests that came whole before are answered
 * first (RFC 9112, section 9.3.2), and what comes after the last of them, which said `Connection: close`, is ignored
 * (section 9.6).
 */
export async function refuseBytes(
  { code }: NodeJS.ErrnoException,
  socket: Socket,
  turns: HttpTurns,
): Promise<void> {
  if (!turns.refuse(socket)) return;
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  await turns.answered(socket);
  if (!socket.writable) return;
  if (code === "HPE_CLOSED_CONNECTION") socket.destroySoon();
  else socket.end(refusalText(STATUS[code ?? ""] ?? 400));
}

function refusalText(number: number): string {
  const { status, headers, body } = refusal(number);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${headers["Content-Type"]}`,
    `Content-Length: ${Buffer.byteLength(String(body))}`,
    "Server: Splunkd",
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${String(body)}`;
}
