// How much text a part of a regular expression takes, and whether it may take none.
import type { PatternReader } from "./pattern-reader.ts";
import { caseOf, type RegexCases } from "./regex-cases.ts";
import type { RegexNode } from "./regex-tree.ts";

/** The number of characters, when there is only one. Calls may take anything. */
export function fixedWidth(node: RegexNode): number | undefined {
  return caseOf(WIDTHS, node)(node);
}

const WIDTHS: RegexCases<number | undefined> = {
  empty: () => 0,
  anchor: () => 0,
  look: () => 0,
  keep: () => 0,
  fail: () => 0,
  set: () => 1,
  sequence: ({ items }) => {
    let sum = 0;
    for (const item of items) {
      const width = fixedWidth(item);
      if (width === undefined) return undefined;
      sum += width;
    }
    return sum;
  },
  alternation: ({ options }) => {
    const [first, ...rest] = options.map(fixedWidth);
    return rest.every((width) => width === first) ? first : undefined;
  },
  capture: ({ body }) => fixedWidth(body),
  atomic: ({ body }) => fixedWidth(body),
  repeat: ({ body, min, max }) => {
    const width = fixedWidth(body);
    return width !== undefined && min === max ? width * min : undefined;
  },
  condition: ({ then, otherwise }) => {
    const width = fixedWidth(then);
    return width === fixedWidth(otherwise) ? width : undefined;
  },
  backreference: () => undefined,
  call: () => undefined,
};

export function canBeEmpty(node: RegexNode): boolean {
  return caseOf(EMPTINESS, node)(node);
}

const EMPTINESS: RegexCases<boolean> = {
  set: () => false,
  fail: () => false,
  sequence: ({ items }) => items.every(canBeEmpty),
  alternation: ({ options }) => options.some(canBeEmpty),
  capture: ({ body }) => canBeEmpty(body),
  atomic: ({ body }) => canBeEmpty(body),
  repeat: ({ body, min }) => min === 0 || canBeEmpty(body),
  condition: ({ then, otherwise }) => canBeEmpty(then) || canBeEmpty(otherwise),
  empty: () => true,
  anchor: () => true,
  look: () => true,
  keep: () => true,
  backreference: () => true,
  call: () => true,
};

/** The parts directly below a node. */
export function partsOf(node: RegexNode): readonly RegexNode[] {
  return caseOf(PARTS, node)(node);
}

const PARTS: RegexCases<readonly RegexNode[]> = {
  sequence: ({ items }) => items,
  alternation: ({ options }) => options,
  capture: ({ body }) => [body],
  atomic: ({ body }) => [body],
  repeat: ({ body }) => [body],
  look: ({ body }) => [body],
  condition: ({ test, then, otherwise }) =>
    test !== undefined && "kind" in test ? [test, then, otherwise] : [then, otherwise],
  empty: () => [],
  set: () => [],
  anchor: () => [],
  keep: () => [],
  fail: () => [],
  backreference: () => [],
  call: () => [],
};

/** PCRE refuses a look-behind whose alternatives are not each of one width. */
export function checkLookbehind(node: RegexNode, reader: PatternReader): void {
  if (node.kind === "look" && node.isBehind) {
    const options = node.body.kind === "alternation" ? node.body.options : [node.body];
    if (options.some((option) => fixedWidth(option) === undefined)) {
      throw reader.error("a look-behind assertion is not of fixed length");
    }
  }
  for (const part of partsOf(node)) checkLookbehind(part, reader);
}
