/** Keeps the first bytes of a stream and counts the others, since a script may print without end. */
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { CapturedText } from "./script-run.ts";

const FIRST_ROOM = 64 * 1024;
/** A script that writes byte by byte must not fill the memory with times. */
const MOST_MARKS = 2000;

/** What is returned tells what was kept, or the first `most` bytes of it. */
export function capture(stream: Readable, cap: number): (most?: number) => CapturedText {
  // One buffer that grows: a million writes of one byte each would take a hundred times as long in pieces.
  let kept = Buffer.alloc(0);
  let size = 0;
  let omittedBytes = 0;
  const marks: { readonly from: number; readonly at: number }[] = [];
  stream.on("data", (chunk: Buffer) => {
    if (marks.length < MOST_MARKS && size < cap) marks.push({ from: size, at: Date.now() });
    const fitting = Math.min(chunk.length, cap - size);
    if (size + fitting > kept.length) kept = grown(kept, size + fitting, cap);
    chunk.copy(kept, size, 0, fitting);
    size += fitting;
    omittedBytes += chunk.length - fitting;
  });
  stream.on("error", () => undefined);
  return (most = Infinity) => {
    const head = kept.subarray(0, Math.min(size, most));
    const omitted = omittedBytes + size - head.length;
    // A character that is cut in two is left out.
    const text = omitted > 0 ? new StringDecoder("utf8").write(head) : head.toString("utf8");
    return { text, omittedBytes: omitted, marks };
  };
}

function grown(kept: Buffer, needed: number, cap: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(Math.min(cap, Math.max(needed, kept.length * 2, FIRST_ROOM)));
  kept.copy(larger);
  return larger;
}
