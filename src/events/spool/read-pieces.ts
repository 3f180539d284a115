/**
 * Cuts a file at its breakers, and never holds more than one piece of it: a spool file may be huge, or one endless
 * line. Ground: LINE_BREAKER in props.conf.spec; what is over the cap of a piece is counted instead of kept.
 */
import { closeSync, readSync } from "node:fs";
import { openRegular } from "../../host/files/read-regular.ts";

export interface Breaker {
  /** The next breaker at or behind `from`; `start` ends the piece, `end` begins the next one. */
  find(bytes: Buffer, from: number, isFileStart: boolean, isFileEnd: boolean): Found | undefined;
  /** A breaker is never longer than this. */
  readonly length: number;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

export interface Piece {
  readonly bytes: Buffer;
  /** Bytes of it that were left out at the cap. */
  readonly omitted: number;
  /** Whether the file ended here, with no breaker behind. */
  readonly isLast: boolean;
  /** Bytes of the file up to the end of this piece. */
  readonly offset: number;
}

const READ_BYTES = 1 << 20;

export function* readPieces(path: string, breaker: Breaker, mostOfPiece: number): Generator<Piece> {
  const handle = openRegular(path);
  try {
    yield* cut(handle, breaker, mostOfPiece);
  } finally {
    closeSync(handle);
  }
}

function* cut(handle: number, breaker: Breaker, most: number): Generator<Piece> {
  let rest: Buffer = Buffer.alloc(0);
  let isStart = true;
  // The beginning of a piece that is over the cap; `rest` then holds only what may yet be a breaker.
  let kept: Buffer | undefined;
  let omitted = 0;
  let offset = 0;
  const piece = (tail: Buffer, isLast: boolean): Piece => {
    const whole = kept ?? tail;
    const over = kept === undefined ? Math.max(0, tail.length - most) : omitted + tail.length;
    kept = undefined;
    omitted = 0;
    return { bytes: whole.subarray(0, most), omitted: over, isLast, offset };
  };
  for (;;) {
    // Reading as much again as is there keeps the copying linear.
    const room = Buffer.allocUnsafe(Math.max(READ_BYTES, rest.length));
    const length = readSync(handle, room, 0, room.length, null);
    const isEnd = length === 0;
    let scan = Math.max(0, rest.length - breaker.length);
    const bytes = isEnd ? rest : Buffer.concat([rest, room.subarray(0, length)]);
    let from = 0;
    for (;;) {
      const lineBreak = breaker.find(bytes, Math.max(from, scan), isStart && from === 0, isEnd);
      if (lineBreak === undefined) break;
      const { start, end } = lineBreak;
      offset += end - from;
      yield piece(bytes.subarray(from, Math.max(from, start)), false);
      isStart = false;
      from = scan = end;
    }
    rest = bytes.subarray(from);
    if (isEnd) {
      offset += rest.length;
      yield piece(rest, true);
      return;
    }
    if (kept !== undefined || rest.length > most + breaker.length) {
      const spare = Math.max(0, rest.length - breaker.length);
      if (kept === undefined) {
        kept = Buffer.from(rest.subarray(0, most));
        omitted = spare - most;
      } else omitted += spare;
      offset += spare;
      rest = Buffer.from(rest.subarray(spare));
      isStart = false;
    }
  }
}

/** Ends of lines, `\n` or `\r\n`. */
export const lineBreaker: Breaker = {
  length: 2,
  find(bytes, from) {
    const at = bytes.indexOf(0x0a, from);
    return at < 0 ? undefined : { start: bytes[at - 1] === 0x0d ? at - 1 : at, end: at + 1 };
  },
};

const MARK = Buffer.from("==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==");

/** The line between the events of a stash file, with the line ends around it. */
export const stashBreaker: Breaker = {
  length: MARK.length + 4,
  find(bytes, from, isFileStart, isFileEnd) {
    for (let at = bytes.indexOf(MARK, from); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
      const behind = at + MARK.length;
      if (!isFileEnd && behind + 2 > bytes.length) return undefined;
      const start = lineStart(bytes, at, isFileStart);
      const end = lineEnd(bytes, behind);
      if (start >= 0 && end >= 0) return { start, end };
    }
    return undefined;
  },
};

function lineStart(bytes: Buffer, at: number, isFileStart: boolean): number {
  if (at === 0) return isFileStart ? 0 : -1;
  if (bytes[at - 1] !== 0x0a) return -1;
  return bytes[at - 2] === 0x0d ? at - 2 : at - 1;
}

function lineEnd(bytes: Buffer, behind: number): number {
  if (behind === bytes.length) return behind;
  if (bytes[behind] === 0x0a) return behind + 1;
  return bytes[behind] === 0x0d && bytes[behind + 1] === 0x0a ? behind + 2 : -1;
}

/** How much of the end of a stash file may be the beginning of a breaker, its line end before it included; 0 for none. */
export function halfBreaker(bytes: Buffer): number {
  for (let length = Math.min(MARK.length, bytes.length); length > 3; length--) {
    const at = bytes.length - length;
    if (bytes.compare(MARK, 0, length, at) !== 0) continue;
    if (at === 0) return length;
    if (bytes[at - 1] === 0x0a) return length + (bytes[at - 2] === 0x0d ? 2 : 1);
  }
  return 0;
}
