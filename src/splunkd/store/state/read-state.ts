/** Reads the file of --persist: its head, then line by line, so that its size is no matter. */
import { readSync } from "node:fs";
import { stateError } from "./state-error.ts";

const FORMAT = "ar-sim/splunkd-state/2";
const CHUNK = 1024 * 1024;

export interface Head {
  /** So much of the file counts. */
  readonly bytes: number;
  /** Who has it open; 0 nobody. */
  readonly pid: number;
  /** Milliseconds since 1970, when that process was last heard of. */
  readonly seen: number;
}

/** Always of the same length, so that it can be written over. */
export function headLine({ bytes, pid, seen }: Head): string {
  const [size, who, when] = [bytes, pid, seen].map((number) => String(number).padStart(16, "0"));
  return `${JSON.stringify({ format: FORMAT, bytes: size, pid: who, seen: when })}\n`;
}

export const HEAD_BYTES: number = headLine({ bytes: 0, pid: 0, seen: 0 }).length;

const KEPT = "It is left as it is: move it away to start anew, or bring back a whole copy.";

export function readHead(fd: number, size: number, file: string): Head {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const text = bytes.toString("utf8", 0, readSync(fd, bytes, 0, HEAD_BYTES, 0));
  const known = headLine({ bytes: 0, pid: 0, seen: 0 });
  const like = (line: string): string => line.replace(/\d{16}/g, "");
  if (text.length < HEAD_BYTES && known.startsWith(text.slice(0, FORMAT.length + 12)))
    throw stateError(file, "is cut: it has not even a head", KEPT);
  if (like(text) !== like(known)) throw stateError(file, `is no state of ar-sim (${FORMAT})`, KEPT);
  const head = JSON.parse(text) as Record<keyof Head, string>;
  const [counted, pid, seen] = [head.bytes, head.pid, head.seen].map(Number);
  if (counted === undefined || pid === undefined || seen === undefined || size < counted)
    throw stateError(file, `is cut: ${size} of ${counted} bytes are there`, KEPT);
  return { bytes: counted, pid, seen };
}

/** `take` throws for what is no line. */
export function readLines(
  fd: number,
  bytes: number,
  file: string,
  take: (line: unknown) => void,
): void {
  const chunk = Buffer.alloc(CHUNK);
  let open: Buffer = Buffer.alloc(0);
  let number = 1;
  for (let at = HEAD_BYTES; at < bytes;) {
    const read = readSync(fd, chunk, 0, Math.min(CHUNK, bytes - at), at);
    if (read === 0) break;
    at += read;
    open = Buffer.concat([open, chunk.subarray(0, read)]);
    let from = 0;
    for (let end = open.indexOf(10); end !== -1; end = open.indexOf(10, from)) {
      number += 1;
      try {
        take(JSON.parse(open.toString("utf8", from, end)));
      } catch (cause) {
        throw stateError(file, `is damaged in line ${number}`, KEPT, cause);
      }
      from = end + 1;
    }
    open = Buffer.from(open.subarray(from));
  }
  if (open.length > 0) throw stateError(file, `is cut in line ${number + 1}`, KEPT);
}
