// What follows a backslash in a regular expression. Ground: pcrepattern(3), «Backslash».
import { charSet, shorthandRanges } from "./char-set.ts";
import type { PatternReader } from "./pattern-reader.ts";
import type { GroupTable } from "./regex-groups.ts";
import type { Anchor, RegexNode } from "./regex-tree.ts";

export type Escape = { readonly kind: "code"; readonly code: number } | RegexNode;

const ANCHORS: ReadonlyMap<string, Anchor> = new Map([
  ["A", "start"],
  ["z", "end"],
  ["Z", "end-or-newline"],
  ["b", "word-boundary"],
  ["B", "no-word-boundary"],
  ["G", "search-start"],
]);

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["e", 27],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
]);

/** `\r\n` as one, or any vertical blank. */
const LINE_BREAK: RegexNode = {
  kind: "atomic",
  body: {
    kind: "alternation",
    options: [
      {
        kind: "sequence",
        items: [
          { kind: "set", set: charSet([13, 13]) },
          { kind: "set", set: charSet([10, 10]) },
        ],
      },
      { kind: "set", set: charSet(shorthandRanges("v") ?? []) },
    ],
  },
};

type ReadEscape = (reader: PatternReader, groups: GroupTable) => RegexNode | undefined;

/** An escape outside of a class. */
export function readEscape(reader: PatternReader, groups: GroupTable): Escape {
  const read = ESCAPES.get(reader.peek() ?? "");
  return read?.(reader, groups) ?? { kind: "code", code: readCode(reader) };
}

/** By the letter behind the backslash. Any other one stands for a character. */
const ESCAPES: ReadonlyMap<string, ReadEscape> = new Map<string, ReadEscape>([
  ...[..."AzZbBG"].map((letter) => [letter, takeAnchor] as const),
  ...[..."dDwWsShHvVN"].map((letter) => [letter, takeShorthand] as const),
  ...[..."123456789"].map((digit) => [digit, takeNumberedReference] as const),
  ...[..."XC"].map((letter) => [letter, refuse] as const),
  ["K", (reader) => taken(reader, { kind: "keep" })],
  ["R", (reader) => taken(reader, LINE_BREAK)],
  ["p", takeProperty],
  ["P", takeProperty],
  ["k", takeNamedReference],
  [
    "g",
    (reader, groups) =>
      takeNamedReference(reader, groups) ??
      takeCall(reader, groups) ??
      takeNumberedReference(reader, groups),
  ],
]);

/** The letter is passed over. */
function taken(reader: PatternReader, node: RegexNode): RegexNode {
  reader.next();
  return node;
}

function takeAnchor(reader: PatternReader): RegexNode | undefined {
  const anchor = ANCHORS.get(reader.next());
  return anchor === undefined ? undefined : { kind: "anchor", anchor };
}

function takeShorthand(reader: PatternReader): RegexNode | undefined {
  const ranges = readShorthand(reader);
  return ranges === undefined ? undefined : { kind: "set", set: charSet(ranges) };
}

function takeProperty(reader: PatternReader): RegexNode | undefined {
  const property = readProperty(reader);
  if (property === undefined) return undefined;
  return { kind: "set", set: { ranges: [], properties: [property], isNegated: false } };
}

function refuse(reader: PatternReader): never {
  throw reader.error(`\\${reader.peek()} is not supported`);
}

/** `\k<name>`, `\k'name'`, `\k{name}`, `\g{name}`. */
function takeNamedReference(reader: PatternReader, groups: GroupTable): RegexNode | undefined {
  const named = reader.take(/k(?:<(\w+)>|'(\w+)'|\{(\w+)\})|g\{([A-Za-z_]\w*)\}/y);
  if (named === undefined) return undefined;
  const name = named.slice(1).find((text) => text !== undefined) ?? "";
  return { kind: "backreference", indexes: groups.byName(name, reader), isCaseless: false };
}

/** `\g<name>`, `\g'1'`: the group once more, not its text. */
function takeCall(reader: PatternReader, groups: GroupTable): RegexNode | undefined {
  const called = reader.take(/g(?:<([^>]+)>|'([^']+)')/y);
  if (called === undefined) return undefined;
  const target = called[1] ?? called[2] ?? "";
  const isNumber = /^[+-]?\d+$/.test(target);
  const index = isNumber ? groups.byNumber(target, reader) : groups.byName(target, reader)[0];
  return { kind: "call", index: index ?? 0 };
}

/** `\1`, `\g1`, `\g{-1}`. */
function takeNumberedReference(reader: PatternReader, groups: GroupTable): RegexNode | undefined {
  const numbered = reader.take(/g(?:\{(-?\d+)\}|(-?\d+))/y);
  const number = numbered?.[1] ?? numbered?.[2] ?? takePlainNumber(reader, groups);
  if (number === undefined) return undefined;
  const index = groups.byNumber(number, reader);
  if (index === 0) throw reader.error("a back reference to group 0");
  return { kind: "backreference", indexes: [index], isCaseless: false };
}

/** `\1` to `\9` always refer to a group, more digits only where there are so many groups. */
function takePlainNumber(reader: PatternReader, groups: GroupTable): string | undefined {
  const digits = /[1-9]\d*/y;
  digits.lastIndex = reader.offset;
  const number = digits.exec(reader.pattern)?.[0];
  if (number === undefined || (Number(number) > 9 && Number(number) > groups.total))
    return undefined;
  reader.offset += number.length;
  return number;
}

/** `\p{Lu}`, `\pL`, `\P{^Greek}` as JavaScript writes it. Undefined when there is no such property. */
export function readProperty(reader: PatternReader): string | undefined {
  const match = reader.take(/([pP])(?:\{(\^?)([\w&\s]+)\}|([A-Z]))/y);
  if (match === undefined) return undefined;
  const [, letter, caret, long, short] = match;
  const isNegated = (letter === "P") !== (caret === "^");
  const name = (long ?? short ?? "").trim();
  if (name === "Any") return isNegated ? "\\P{Any}" : "\\p{Any}";
  const ranges = name === "L&" ? "LC" : name;
  for (const text of [ranges, `Script=${ranges}`]) {
    try {
      return new RegExp(`\\${isNegated ? "P" : "p"}{${text}}`, "u").source;
    } catch {
      // Not a property of this kind: the next spelling is tried.
    }
  }
  throw reader.error(`unknown property ${name}`);
}

/** The code point of an escaped character, in or out of a class. */
export function readCode(reader: PatternReader): number {
  const coded = takeNumber(reader);
  if (coded !== undefined) {
    if (coded > 0x10ffff) throw reader.error("character code too large");
    return coded;
  }
  const control = reader.take(/c([ -~])/y)?.[1];
  if (control !== undefined) return control.toUpperCase().charCodeAt(0) ^ 64;
  const char = reader.next();
  return CONTROLS.get(char) ?? char.codePointAt(0) ?? 0;
}

/** `\x{1F600}`, `\x41`, `\x` for 0; `\o{101}`, `\012`, `\101`. */
function takeNumber(reader: PatternReader): number | undefined {
  const hex = reader.take(/x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{0,2}))/y);
  if (hex !== undefined) return parseInt(`0${hex[1] ?? hex[2] ?? ""}`, 16);
  const octal = reader.take(/o\{([0-7]+)\}|(0[0-7]{0,2}|[1-7][0-7]{0,2})/y);
  return octal === undefined ? undefined : parseInt(octal[1] ?? octal[2] ?? "", 8);
}

/** `\d` and the like inside a class. */
export function readShorthand(reader: PatternReader): readonly number[] | undefined {
  const ranges = shorthandRanges(reader.peek() ?? "");
  if (ranges !== undefined) reader.next();
  return ranges;
}
