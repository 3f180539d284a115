/**
 * Bytes as text, as an indexer keeps them. Bytes that are not UTF-8 stay visible as \xNN. Ground: Getting Data In,
 * «Configure character set encoding».
 */
import { isUtf8 } from "node:buffer";

export function decodeText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceAt(bytes, at);
    if (length > 0) at += length;
    else {
      parts.push(bytes.toString("utf8", from, at), escaped(bytes[at] ?? 0));
      from = ++at;
    }
  }
  parts.push(bytes.toString("utf8", from));
  return parts.join("");
}

/** Of a sequence, by the least byte it begins with. */
const LENGTHS = [
  [0xf0, 4],
  [0xe0, 3],
  [0xc2, 2],
] as const;

/** Length of the UTF-8 sequence that begins here; 0 when none does. */
function sequenceAt(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = LENGTHS.find(([least]) => lead >= least)?.[1] ?? 0;
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))
    ? length
    : 0;
}

function escaped(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}
