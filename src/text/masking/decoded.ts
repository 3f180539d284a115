/**
 * What an escape in a text stands for, however often it was escaped: `%41`, `%2541`, `\x41`, `\\u0041`, `&#65;`,
 * `&amp;lt;`. What a program would not read the same way is still read so here: both the secret and the text are.
 */

export interface Decoded {
  /** Where what follows begins. */
  readonly end: number;
  /** A byte, a code unit or a code point; -1 for nothing. */
  readonly code: number;
  /** A byte of UTF-8, or of whatever it was written in. */
  readonly isByte: boolean;
}

const ENTITY = /&(?:amp;)*(?:(lt|gt|quot|apos|nbsp)|#0*(\d{1,7})|#[xX]0*([0-9a-fA-F]{1,6}));/y;
const AMPERSAND = /&(?:amp;)+/y;
const ENTITIES: ReadonlyMap<string, number> = new Map([
  ["lt", 0x3c],
  ["gt", 0x3e],
  ["quot", 0x22],
  ["apos", 0x27],
  ["nbsp", 0x20],
]);

const BACKSLASH = 0x5c;

/** What escapes begin with: in a URL, in markup, and in JSON, Python and shells. */
export const ESCAPES: readonly number[] = [0x25, 0x26, BACKSLASH];

/** undefined where no escape begins. `text[at]` is one of ESCAPES. */
export function decodedAt(text: string, at: number): Decoded | undefined {
  const first = text.charCodeAt(at);
  if (first === BACKSLASH) return backslashed(text, at);
  const decoded = first === 0x25 ? percent(text, at) : entity(text, at);
  // JSON in a URL or in markup: the backslash itself is escaped.
  return decoded?.code === BACKSLASH ? backslashed(text, decoded.end - 1) : decoded;
}

function percent(text: string, start: number): Decoded | undefined {
  let at = start + 1;
  while (text.startsWith("25", at)) at += 2;
  const byte = hexAt(text, at, 2);
  if (byte >= 0) return { end: at + 2, code: byte, isByte: true };
  // Ground: `escape()` of JavaScript.
  const unit = text.charCodeAt(at) === 0x75 ? hexAt(text, at + 1, 4) : -1;
  if (unit >= 0) return { end: at + 5, code: unit, isByte: false };
  return at === start + 1 ? undefined : { end: at, code: 0x25, isByte: false };
}

function entity(text: string, start: number): Decoded | undefined {
  ENTITY.lastIndex = start;
  const match = ENTITY.exec(text);
  if (match !== null) {
    const [whole, name = "", decimal, hex = ""] = match;
    const number = decimal === undefined ? parseInt(hex, 16) : Number(decimal);
    const code = ENTITIES.get(name) ?? number;
    return { end: start + whole.length, code: code > 0x10ffff ? -1 : code, isByte: false };
  }
  AMPERSAND.lastIndex = start;
  const [more] = AMPERSAND.exec(text) ?? [];
  return more === undefined ? undefined : { end: start + more.length, code: 0x26, isByte: false };
}

const LETTERS: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x76, 0x0b],
  [0x61, 0x07],
]);

function backslashed(text: string, start: number): Decoded {
  let at = start + 1;
  while (text.charCodeAt(at) === BACKSLASH) at += 1;
  const letter = text.charCodeAt(at);
  // What follows may be an escape of another kind.
  if (Number.isNaN(letter) || letter === 0x25 || letter === 0x26)
    return { end: at, code: -1, isByte: false };
  const plain = { end: at + 1, code: LETTERS.get(letter) ?? letter, isByte: false };
  return numbered(text, at, letter) ?? plain;
}

const OCTAL = /[0-3][0-7]{2}/y;

function numbered(text: string, at: number, letter: number): Decoded | undefined {
  if (letter === 0x78) return ofHex(text, at + 1, 2, true);
  if (letter === 0x55) return ofHex(text, at + 1, 8, false);
  if (letter === 0x75) {
    const close = text.charCodeAt(at + 1) === 0x7b ? text.indexOf("}", at + 2) : -1;
    const isBraced = close > at + 2 && close <= at + 8;
    if (!isBraced) return ofHex(text, at + 1, 4, false);
    const code = hexAt(text, at + 2, close - at - 2);
    return code < 0 ? undefined : { end: close + 1, code, isByte: false };
  }
  OCTAL.lastIndex = at;
  const [octal] = OCTAL.exec(text) ?? [];
  return octal === undefined ? undefined : { end: at + 3, code: parseInt(octal, 8), isByte: true };
}

function ofHex(text: string, at: number, digits: number, isByte: boolean): Decoded | undefined {
  const code = hexAt(text, at, digits);
  return code < 0 || code > 0x10ffff ? undefined : { end: at + digits, code, isByte };
}

/** -1 where these are no hexadecimal digits. */
function hexAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let next = at; next < at + digits; next++) {
    const digit = digitOf(text.charCodeAt(next));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return digits === 0 ? -1 : value;
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const small = code | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
}
