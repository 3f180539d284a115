// Sets of characters in a regular expression: ranges of code points and Unicode properties.

export interface CharSet {
  /** First and last code point of each range, ascending, not touching. */
  readonly ranges: readonly number[];
  /** Unicode properties as JavaScript writes them: `\p{L}`. */
  readonly properties: readonly string[];
  readonly isNegated: boolean;
}

const MAX_CODE = 0x10ffff;

export function charSet(ranges: readonly number[], isNegated = false): CharSet {
  return { ranges: mergeRanges(ranges), properties: [], isNegated };
}

/** Everything but `\n`, and everything. */
export const NO_NEWLINE: CharSet = charSet([10, 10], true);
export const ANY: CharSet = charSet([0, MAX_CODE]);

const DIGIT = [48, 57];
const UPPER = [65, 90];
const LOWER = [97, 122];
const WORD = [...DIGIT, ...UPPER, 95, 95, ...LOWER];
const SPACE = [9, 13, 32, 32];
// \h and \v as pcrepattern(3) lists them.
const HORIZONTAL = [
  9, 9, 32, 32, 0xa0, 0xa0, 0x1680, 0x1680, 0x180e, 0x180e, 0x2000, 0x200a, 0x202f, 0x202f, 0x205f,
  0x205f, 0x3000, 0x3000,
];
const VERTICAL = [10, 13, 0x85, 0x85, 0x2028, 0x2029];

/** `\d \w \s \h \v`; the capitals are their complements. ASCII only, as PCRE without UCP. */
const SHORTHANDS: ReadonlyMap<string, readonly number[]> = new Map([
  ["d", DIGIT],
  ["w", WORD],
  ["s", SPACE],
  ["h", HORIZONTAL],
  ["v", VERTICAL],
]);

/** Ranges of `\d` and the like. Undefined when the letter is no shorthand. */
export function shorthandRanges(letter: string): readonly number[] | undefined {
  if (letter === "N") return complement([10, 10]);
  const ranges = SHORTHANDS.get(letter.toLowerCase());
  if (ranges === undefined) return undefined;
  return letter === letter.toLowerCase() ? ranges : complement(ranges);
}

const POSIX: ReadonlyMap<string, readonly number[]> = new Map([
  ["alpha", [...UPPER, ...LOWER]],
  ["digit", DIGIT],
  ["alnum", [...DIGIT, ...UPPER, ...LOWER]],
  ["upper", UPPER],
  ["lower", LOWER],
  ["space", SPACE],
  ["blank", [9, 9, 32, 32]],
  ["punct", [33, 47, 58, 64, 91, 96, 123, 126]],
  ["print", [32, 126]],
  ["graph", [33, 126]],
  ["cntrl", [0, 31, 127, 127]],
  ["xdigit", [...DIGIT, 65, 70, 97, 102]],
  ["word", WORD],
  ["ascii", [0, 127]],
]);

/** Ranges of `[:alpha:]` and the like. A `^` in front means the complement. */
export function posixRanges(name: string): readonly number[] | undefined {
  const isNegated = name.startsWith("^");
  const ranges = POSIX.get(isNegated ? name.slice(1) : name);
  return ranges === undefined || !isNegated ? ranges : complement(ranges);
}

export function complement(ranges: readonly number[]): number[] {
  const merged = mergeRanges(ranges);
  const out: number[] = [];
  let from = 0;
  for (let at = 0; at < merged.length; at += 2) {
    const low = merged[at] ?? 0;
    if (low > from) out.push(from, low - 1);
    from = (merged[at + 1] ?? 0) + 1;
  }
  if (from <= MAX_CODE) out.push(from, MAX_CODE);
  return out;
}

function mergeRanges(ranges: readonly number[]): number[] {
  const out: number[] = [];
  for (const [low, high] of pairsOf(ranges).sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last !== undefined && low <= last + 1) out[out.length - 1] = Math.max(last, high);
    else out.push(low, high);
  }
  return out;
}

/** Ranges longer than this are taken to hold both cases of what they hold beyond ASCII. */
const MAX_FOLDED = 2048;

/** The ranges with the other case of every letter in them. */
export function foldRanges(ranges: readonly number[]): number[] {
  const out = [...ranges];
  for (const [low, last] of pairsOf(ranges)) {
    const high = Math.min(last, low + MAX_FOLDED);
    for (let code = low; code <= high; code++)
      for (const folded of otherCases(code)) out.push(folded, folded);
    if (last > high) out.push(...UPPER, ...LOWER);
  }
  return out;
}

/** Of a letter alone: `ß` in capitals is two. */
function otherCases(code: number): number[] {
  const char = String.fromCodePoint(code);
  return [char.toLowerCase(), char.toUpperCase()].flatMap((other) => {
    const folded = other.length === char.length ? other.codePointAt(0) : code;
    return folded === undefined || folded === code ? [] : [folded];
  });
}

function pairsOf(ranges: readonly number[]): [low: number, high: number][] {
  const pairs: [number, number][] = [];
  for (let at = 0; at < ranges.length; at += 2) pairs.push([ranges[at] ?? 0, ranges[at + 1] ?? 0]);
  return pairs;
}

const ALL_ASCII = (1n << 128n) - 1n;

/** Bit `n` for each ASCII code `n` of the set, bit 128 for anything beyond ASCII. */
export function asciiBits(set: CharSet): bigint {
  if (set.properties.length > 0) return bitsOneByOne(set) | (1n << 128n);
  let bits = 0n;
  for (const [low, high] of pairsOf(set.ranges)) {
    if (low < 128) bits |= (1n << BigInt(Math.min(high, 127) + 1)) - (1n << BigInt(low));
  }
  if (set.isNegated) return (bits ^ ALL_ASCII) | (1n << 128n);
  return (set.ranges.at(-1) ?? 0) < 128 ? bits : bits | (1n << 128n);
}

function bitsOneByOne(set: CharSet): bigint {
  let bits = 0n;
  for (let code = 0; code < 128; code++) if (hasCode(set, code)) bits |= 1n << BigInt(code);
  return bits;
}

/** The code point of a character. */
export function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}

export function hasCode(set: CharSet, code: number): boolean {
  const { ranges } = set;
  let isInside = false;
  for (let at = 0; at < ranges.length && !isInside; at += 2) {
    isInside = code >= (ranges[at] ?? 0) && code <= (ranges[at + 1] ?? 0);
  }
  isInside ||=
    set.properties.length > 0 && propertyTest(set.properties).test(String.fromCodePoint(code));
  return isInside !== set.isNegated;
}

const TESTS = new Map<string, RegExp>();

function propertyTest(properties: readonly string[]): RegExp {
  const source = `[${properties.join("")}]`;
  let test = TESTS.get(source);
  if (test === undefined) TESTS.set(source, (test = new RegExp(source, "u")));
  return test;
}

/** The set as a class of a JavaScript regular expression. */
export function toJsClass(set: CharSet): string {
  const { ranges, properties, isNegated } = set;
  const short = shortClass(set);
  if (short !== undefined) return short;
  const body = pairsOf(ranges).map(([from, to]) => rangeText(from, to));
  return `[${isNegated ? "^" : ""}${body.join("")}${properties.join("")}]`;
}

/** Of what is everything, nothing, or one character. */
function shortClass({ ranges, properties, isNegated }: CharSet): string | undefined {
  const [low, high] = ranges;
  if (low === undefined || ranges.length > 2 || properties.length > 0) return undefined;
  if (low === 0 && high === MAX_CODE) return isNegated ? "[]" : "[^]";
  return low === high && !isNegated ? escapeCode(low) : undefined;
}

function rangeText(from: number, to: number): string {
  if (to === from) return escapeCode(from);
  return `${escapeCode(from)}${to > from + 1 ? "-" : ""}${escapeCode(to)}`;
}

function escapeCode(code: number): string {
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  const isPlain =
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code >= 97 && code <= 122);
  return isPlain ? String.fromCharCode(code) : `\\u${code.toString(16).padStart(4, "0")}`;
}
