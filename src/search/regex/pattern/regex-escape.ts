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

/** An escape outside of a class. */
export function readEscape(reader: PatternReader, groups: GroupTable): Escape {
  const anchor = ANCHORS.get(reader.peek() ?? "");
  if (anchor !== undefined) {
    reader.next();
    return { kind: "anchor", anchor };
  }
  if (reader.eat("K")) return { kind: "keep" };
  if (reader.eat("R")) return LINE_BREAK;
  const property = readProperty(reader);
  if (property !== undefined) {
    return { kind: "set", set: { ranges: [], properties: [property], isNegated: false } };
  }
  const reference = readReference(reader, groups);
  if (reference !== undefined) return reference;
  const ranges = shorthandRanges(reader.peek() ?? "");
  if (ranges !== undefined) {
    reader.next();
    return { kind: "set", set: charSet(ranges) };
  }
  if (reader.peek() === "X" || reader.peek() === "C") {
    throw reader.error(`\\${reader.peek() ?? ""} is not supported`);
  }
  return { kind: "code", code: readCode(reader) };
}

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

function readReference(reader: PatternReader, groups: GroupTable): RegexNode | undefined {
  const named = reader.take(/k(?:<(\w+)>|'(\w+)'|\{(\w+)\})|g\{([A-Za-z_]\w*)\}/y);
  if (named !== undefined) {
    const name = named.slice(1).find((text) => text !== undefined) ?? "";
    return { kind: "backreference", indexes: groups.byName(name, reader), isCaseless: false };
  }
  const called = reader.take(/g(?:<([^>]+)>|'([^']+)')/y);
  if (called !== undefined) {
    const target = called[1] ?? called[2] ?? "";
    const isNumber = /^[+-]?\d+$/.test(target);
    const index = isNumber ? groups.byNumber(target, reader) : groups.byName(target, reader)[0];
    return { kind: "call", index: index ?? 0 };
  }
  const numbered = reader.take(/g(?:\{(-?\d+)\}|(-?\d+))/y);
  const plain = numbered === undefined ? takePlainNumber(reader, groups) : undefined;
  const number = numbered?.[1] ?? numbered?.[2] ?? plain;
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

/** `\p{Lu}`, `\pL`, `\P{^Greek}` as JavaScript writes it; undefined when it is none. */
export function readProperty(reader: PatternReader): string | undefined {
  const found = reader.take(/([pP])(?:\{(\^?)([\w&\s]+)\}|([A-Z]))/y);
  if (found === undefined) return undefined;
  const [, letter, caret, long, short] = found;
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
  const coded = reader.take(
    /x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{0,2})|o\{([0-7]+)\}|(0[0-7]{0,2}|[1-7][0-7]{0,2})/y,
  );
  if (coded !== undefined) {
    const [, braced, hex, braceOctal, octal] = coded;
    const base = braceOctal ?? octal;
    const code = base === undefined ? parseInt(braced ?? (hex || "0"), 16) : parseInt(base, 8);
    if (code > 0x10ffff) throw reader.error("character code too large");
    return code;
  }
  const control = reader.take(/c([ -~])/y);
  if (control !== undefined) return (control[1] ?? "").toUpperCase().charCodeAt(0) ^ 64;
  const char = reader.next();
  return CONTROLS.get(char) ?? char.codePointAt(0) ?? 0;
}

/** `\d` and its kin inside a class. */
export function readShorthand(reader: PatternReader): readonly number[] | undefined {
  const ranges = shorthandRanges(reader.peek() ?? "");
  if (ranges !== undefined) reader.next();
  return ranges;
}
