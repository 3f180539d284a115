// A character class `[…]` of a regular expression. Ground: pcrepattern(3), «Square brackets and
// character classes», «POSIX character classes».
import { charSet, codeOf, complement, foldRanges, posixRanges, type CharSet } from "./char-set.ts";
import type { PatternReader } from "./pattern-reader.ts";
import { readCode, readProperty, readShorthand } from "./regex-escape.ts";

/** Reads a class; its opening bracket is taken already. */
export function parseClass(reader: PatternReader, isCaseless: boolean): CharSet {
  const start = reader.offset - 1;
  const isNegated = reader.eat("^");
  const ranges: number[] = [];
  const properties: string[] = [];
  let isFirst = true;
  // A ] that comes first stands for itself.
  while (isFirst || reader.peek() !== "]") {
    if (reader.peek() === undefined) {
      reader.offset = start;
      throw reader.error("missing ] for this [");
    }
    isFirst = false;
    const item = readItem(reader);
    if (item.kind === "property") properties.push(item.property);
    else if (item.kind === "ranges") ranges.push(...item.ranges);
    else ranges.push(item.code, readRangeEnd(reader, item.code));
  }
  reader.next();
  const folded = isCaseless ? foldRanges(ranges) : ranges;
  if (isNegated && properties.length === 0) return charSet(complement(folded));
  return { ranges: charSet(folded).ranges, properties, isNegated };
}

const POSIX = /\[:(\^?\w+):\]/y;
const QUOTED = /\\Q([^]*?)(?:\\E|$)/y;

type ClassItem =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "ranges"; readonly ranges: readonly number[] }
  | { readonly kind: "property"; readonly property: string };

function readItem(reader: PatternReader): ClassItem {
  const listed = takePosix(reader) ?? takeQuoted(reader);
  if (listed !== undefined) return { kind: "ranges", ranges: listed };
  const char = reader.next();
  return char === "\\" ? readEscaped(reader) : { kind: "code", code: codeOf(char) };
}

function takePosix(reader: PatternReader): readonly number[] | undefined {
  const posix = reader.take(POSIX);
  if (posix === undefined) return undefined;
  const ranges = posixRanges(posix[1] ?? "");
  if (ranges === undefined) throw reader.error(`unknown POSIX class ${posix[0]}`);
  return ranges;
}

/** `\Q…\E`; a `\E` alone stands for nothing. */
function takeQuoted(reader: PatternReader): readonly number[] | undefined {
  if (reader.eat("\\E")) return [];
  const quoted = reader.take(QUOTED)?.[1];
  return quoted === undefined
    ? undefined
    : [...quoted].flatMap((char) => [codeOf(char), codeOf(char)]);
}

function readEscaped(reader: PatternReader): ClassItem {
  if (reader.eat("b")) return { kind: "code", code: 8 };
  const property = readProperty(reader);
  if (property !== undefined) return { kind: "property", property };
  const ranges = readShorthand(reader);
  return ranges === undefined
    ? { kind: "code", code: readCode(reader) }
    : { kind: "ranges", ranges };
}

/** The end of a range `a-z`; the code itself where a hyphen is only a hyphen. */
function readRangeEnd(reader: PatternReader, from: number): number {
  if (reader.peek() !== "-" || reader.pattern[reader.offset + 1] === "]") return from;
  const before = reader.offset;
  reader.next();
  const end = reader.peek() === undefined ? undefined : readItem(reader);
  if (end?.kind !== "code") {
    // `[a-\d]`: the hyphen is literal.
    reader.offset = before;
    return from;
  }
  if (end.code < from) throw reader.error("range out of order in a class");
  return end.code;
}
