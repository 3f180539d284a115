/** What is answered to a request that is none, before anybody looks at what it asks for: splunkd's XML, whatever was wrong. */
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Answered } from "../call/render/render-reply.ts";
import { xmlResponse } from "../call/render/render-atom.ts";
import { XML_TYPE } from "../model/reply.ts";
import type { HttpTurns } from "./http-turns.ts";

export function refusal(status: number, text: string = STATUS_CODES[status] ?? ""): Answered {
  return {
    status,
    headers: { "Content-Type": XML_TYPE },
    body: xmlResponse({ messages: [{ type: "ERROR", text }] }),
  };
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
