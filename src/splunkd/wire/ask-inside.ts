/**
 * A request of the stand-in to itself, without a socket: what `| rest` asks is no traffic, and is recorded by nobody.
 * Node's own request and response stand for it, as much of them as a router reads and writes.
 */
import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Message } from "./message.ts";

export interface InsideAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export function askInside(
  url: string,
  authorization: string,
  handle: (message: Message, response: ServerResponse) => void,
): Promise<InsideAnswer> {
  const message: Message = new IncomingMessage(new Socket());
  message.method = "GET";
  message.url = url;
  message.headers = { authorization };
  message.isInside = true;
  message.push(null);
  return new Promise((done) => handle(message, new InsideResponse(message, done)));
}

/** Keeps what is written to it. */
class InsideResponse extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #done: (answer: InsideAnswer) => void;
  #type = "";

  constructor(message: IncomingMessage, done: (answer: InsideAnswer) => void) {
    super(message);
    this.#done = done;
  }

  override writeHead(status: number, ...more: unknown[]): this {
    this.statusCode = status;
    const headers = more.at(-1) as OutgoingHttpHeaders | undefined;
    this.#type = String(headers?.["content-type"] ?? this.getHeader("content-type") ?? "");
    return this;
  }

  override write(chunk: string | Uint8Array): boolean {
    this.#chunks.push(Buffer.from(chunk as Uint8Array));
    return true;
  }

  override end(chunk?: unknown): this {
    if (typeof chunk === "string" || chunk instanceof Uint8Array) this.write(chunk);
    if (this.#type === "") this.writeHead(this.statusCode);
    const body = Buffer.concat(this.#chunks).toString("utf8");
    this.#done({ status: this.statusCode, type: this.#type, body });
    this.emit("finish");
    return this;
  }
}
