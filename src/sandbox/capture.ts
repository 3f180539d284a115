/** Keeps the head of a stream up to a cap and counts the rest: a script may print without end. */
import type { Readable } from "node:stream";
import type { CapturedText } from "./script-run.ts";

export function capture(stream: Readable, cap: number): () => CapturedText {
  const kept: Buffer[] = [];
  let size = 0;
  let omittedBytes = 0;
  stream.on("data", (chunk: Buffer) => {
    const room = Math.max(0, cap - size);
    if (room > 0) kept.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    size += Math.min(chunk.length, room);
    omittedBytes += Math.max(0, chunk.length - room);
  });
  stream.on("error", () => undefined);
  return () => ({ text: Buffer.concat(kept).toString("utf8"), omittedBytes });
}
