/** Puts an answer that is rendered onto a reply of Fastify. */
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { Answered } from "../render/render-reply.ts";

export type Sent = string | Buffer | Readable;

/** Status and headers of an answer; what it gives is its body. */
export function put({ status, headers, body }: Answered, reply: FastifyReply): Sent {
  reply.code(status).headers(headers);
  return typeof body === "string" || Buffer.isBuffer(body) ? body : Readable.from(body);
}
