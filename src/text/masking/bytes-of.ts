/**
 * A text as the bytes that a secret is looked for in, twice over: as they are, and with every escape undone, wrapped lines
 * joined and quotes that a shell needs several of as one. A secret is read in the same two ways.
 */
import { decodedAt, ESCAPES } from "./decoded.ts";

/** `start` and `end` are places in the text. */
export type ByteSink = (byte: number, start: number, end: number) => void;

export interface ByteSource {
  readonly text: string;
  /** Each character of the text is a byte, as `latin1` reads a file. */
  readonly isBinary: boolean;
}

export function rawBytes({ text, isBinary }: ByteSource, sink: ByteSink): void {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80 || isBinary) {
      sink(code, at, at + 1);
      continue;
    }
    const point = text.codePointAt(at) ?? code;
    const end = point > 0xffff ? at + 2 : at + 1;
    utf8(point, (byte) => sink(byte, at, end));
    at = end - 1;
  }
}

/** What `rawBytes` and `decodedBytes` tell apart. A quote alone is none of it: a secret with one is known as it is, too. */
const SPECIAL = /[%&\\+\r\n\0]|["'`]{2}/;

/** Whether a secret may read in more than one way. */
export function hasSpecial(text: string): boolean {
  return /[%&\\+\s\0"'`]/.test(text);
}

export function isDecodedOtherwise(text: string): boolean {
  return SPECIAL.test(text);
}

/** `widen`: the last byte that was given may also begin here. */
export function decodedBytes(
  source: ByteSource,
  sink: ByteSink,
  widen: (start: number) => void,
): void {
  new Decoding(source, sink, widen).run(ESCAPES);
}

/**
 * A secret in every way that it may read in a text: what looks like an escape in it, such as `a&lt;b`, is none where it
 * is itself escaped in another way, as in a URL.
 */
export function waysToRead(source: ByteSource): Uint8Array[] {
  // Without its first character, an escape makes no difference.
  const inText = ESCAPES.filter((escape) => source.text.includes(String.fromCharCode(escape)));
  const ways = inText.reduce<readonly number[][]>(
    (sets, escape) => [...sets, ...sets.map((set) => [...set, escape])],
    [[]],
  );
  return ways.map((escapes) => {
    const bytes: number[] = [];
    const decoding = new Decoding(
      source,
      (byte) => bytes.push(byte),
      () => {},
    );
    decoding.run(escapes);
    return Uint8Array.from(bytes);
  });
}

const LAST_ESCAPE = 0x5c;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x27;

class Decoding {
  readonly #text: string;
  readonly #isBinary: boolean;
  readonly #sink: ByteSink;
  readonly #widen: (start: number) => void;
  /** The first half of a character that is written as two escapes. */
  #high = 0;
  #highAt = 0;
  #isAfterBreak = false;
  #isAfterQuote = false;

  constructor({ text, isBinary }: ByteSource, sink: ByteSink, widen: (start: number) => void) {
    this.#text = text;
    this.#isBinary = isBinary;
    this.#sink = sink;
    this.#widen = widen;
  }

  run(escapes: readonly number[]): void {
    const text = this.#text;
    for (let at = 0; at < text.length;) {
      const code = text.charCodeAt(at);
      const isEscape = code <= LAST_ESCAPE && escapes.includes(code);
      const decoded = isEscape ? decodedAt(text, at) : undefined;
      const end = decoded?.end ?? at + 1;
      if (decoded === undefined) this.#take(code, this.#isBinary, at, end);
      else if (decoded.code >= 0) this.#take(decoded.code, decoded.isByte, at, end);
      at = end;
    }
  }

  #take(code: number, isByte: boolean, start: number, end: number): void {
    if (isByte || code < 0x80) return this.#byte(code, start, end);
    if (code >= 0xd800 && code <= 0xdbff) {
      this.#high = code;
      this.#highAt = start;
      return;
    }
    const isLow = this.#high !== 0 && code >= 0xdc00 && code <= 0xdfff;
    const point = isLow ? 0x10000 + ((this.#high - 0xd800) << 10) + (code - 0xdc00) : code;
    const from = isLow ? this.#highAt : start;
    this.#high = 0;
    utf8(point, (byte) => this.#byte(byte, from, end));
  }

  #byte(byte: number, start: number, end: number): void {
    // UTF-16 of ordinary text has a zero after each character. Backslashes are of an escape, or escaped themselves.
    if (byte === 0 || byte === 0x5c) return;
    if (byte === NEWLINE || byte === RETURN) {
      this.#isAfterBreak = true;
      return;
    }
    const isSpace = byte === 0x20 || byte === 0x09;
    if (isSpace && this.#isAfterBreak) return;
    this.#isAfterBreak = false;
    const isQuote = byte === QUOTE || byte === 0x22 || byte === 0x60;
    if (isQuote && this.#isAfterQuote) return this.#widen(start);
    this.#isAfterQuote = isQuote;
    // A form writes a space as a plus.
    this.#sink(isQuote ? QUOTE : byte === 0x2b ? 0x20 : byte, start, end);
  }
}

function utf8(point: number, sink: (byte: number) => void): void {
  if (point < 0x80) return sink(point);
  if (point < 0x800) sink(0xc0 | (point >> 6));
  else {
    if (point < 0x10000) sink(0xe0 | (point >> 12));
    else {
      sink(0xf0 | (point >> 18));
      sink(0x80 | ((point >> 12) & 0x3f));
    }
    sink(0x80 | ((point >> 6) & 0x3f));
  }
  sink(0x80 | (point & 0x3f));
}
