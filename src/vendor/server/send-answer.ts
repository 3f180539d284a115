/** Sends the answer of a stub. */
import { createReadStream, fstatSync } from "node:fs";
import { extname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { openRegular } from "../../host/files/read-regular.ts";
import type { Ending } from "../faults/spoil-answer.ts";
import type { StubAnswer } from "../stubs/stub.ts";
import type { VendorReply } from "./vendor-wire.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".json": "application/json",
  ".html": "text/html; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".csv": "text/csv; charset=utf-8",
};

/** Statuses that have no body. Ground: RFC 9110. */
const WITHOUT_BODY = new Set([204, 205, 304]);

interface SendWish {
  readonly method: string;
  /** With `cut` and `stall`, only half of the body is sent. */
  readonly ending: Ending;
  readonly signal: AbortSignal;
}

/** Gives the bytes of the body that were sent. */
export async function sendAnswer(
  reply: VendorReply,
  { status, headers, body, delayMs }: StubAnswer,
  { method, ending, signal }: SendWish,
): Promise<number> {
  if (delayMs > 0) await setTimeout(delayMs, undefined, { signal });
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const all: Record<string, string | string[]> = { ...headers };
  const add = (name: string, value: string): void => {
    if (!given.has(name.toLowerCase())) all[name] = value;
  };
  if (WITHOUT_BODY.has(status)) {
    reply.writeHead(status, all);
    reply.end();
    return 0;
  }
  if (body.kind === "file") {
    const fd = openRegular(body.file);
    const { size } = fstatSync(fd);
    add("Content-Type", TYPES[extname(body.file).toLowerCase()] ?? "application/octet-stream");
    add("Content-Length", String(size));
    reply.writeHead(status, all);
    // Also of no bytes, since the stream closes the file.
    const length = lengthSent(size, method, ending);
    const file = createReadStream("", { fd, end: Math.max(length - 1, 0) });
    await pipeline(file, reply, { end: ending === "whole" });
    return length;
  }
  const bytes =
    body.kind === "bytes" ? body.bytes : Buffer.from(body.kind === "text" ? body.text : "");
  if (body.kind === "text") add("Content-Type", body.type);
  add("Content-Length", String(bytes.length));
  reply.writeHead(status, all);
  const sent = bytes.subarray(0, lengthSent(bytes.length, method, ending));
  if (ending === "whole") reply.end(sent);
  else await pipeline(Readable.from([sent]), reply, { end: false });
  return sent.length;
}

function lengthSent(size: number, method: string, ending: Ending): number {
  if (method === "HEAD") return 0;
  return ending === "whole" ? size : Math.floor(size / 2);
}
