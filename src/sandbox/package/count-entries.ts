/**
 * Counts the entries of a tar by its headers alone, so that one with too many is refused before any is written. What is
 * wrong in other ways is left to the unpacking. Ground: POSIX.1, «pax», ustar interchange format.
 */
import { Writable } from "node:stream";

const BLOCK = 512;
/** Long names and other notes on the next entry, which are none themselves. */
const NOTES = new Set(["x", "g", "L", "K"]);

export function countEntries(onEntry: () => void): Writable {
  let head: Buffer = Buffer.alloc(0);
  /** Bytes of the content and its padding that are still to come. */
  let rest = 0;
  let isOver = false;
  const take = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length && !isOver;) {
      const skipped = Math.min(rest, bytes.length - at);
      rest -= skipped;
      at += skipped;
      if (at === bytes.length) return;
      const piece = bytes.subarray(at, at + BLOCK - head.length);
      at += piece.length;
      head = head.length === 0 ? piece : Buffer.concat([head, piece]);
      if (head.length < BLOCK) return;
      const size = sizeIn(head);
      isOver = size === undefined;
      if (size !== undefined && !NOTES.has(head.toString("latin1", 156, 157))) onEntry();
      rest = Math.ceil((size ?? 0) / BLOCK) * BLOCK;
      head = Buffer.alloc(0);
    }
  };
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        take(chunk);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

/** undefined for a block that is no header: the end, or something else. */
function sizeIn(head: Buffer): number | undefined {
  // In the sum, its own eight bytes count as spaces.
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at += 1) if (at < 148 || at >= 156) sum += head[at] ?? 0;
  if (octal(head, 148, 8) !== sum) return undefined;
  // Sizes beyond eight gigabytes are in base 256.
  const isBinary = ((head[124] ?? 0) & 0x80) !== 0;
  const size = isBinary ? Number(head.readBigUInt64BE(128)) : octal(head, 124, 12);
  return Number.isSafeInteger(size) ? size : undefined;
}

function octal(head: Buffer, from: number, length: number): number {
  const text = head.toString("latin1", from, from + length).replace(/[\0 ]/g, "");
  return text === "" ? 0 : Number.parseInt(text, 8);
}
