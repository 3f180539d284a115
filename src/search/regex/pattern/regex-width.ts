// How much text a part of a regular expression takes, and whether it may take none.
import type { PatternReader } from "./pattern-reader.ts";
import type { RegexNode } from "./regex-tree.ts";

/** The number of characters, when there is only one. Calls may take anything. */
export function fixedWidth(node: RegexNode): number | undefined {
  switch (node.kind) {
    case "empty":
    case "anchor":
    case "look":
    case "keep":
    case "fail":
      return 0;
    case "set":
      return 1;
    case "sequence":
      return node.items.reduce<number | undefined>((sum, item) => {
        const width = fixedWidth(item);
        return sum === undefined || width === undefined ? undefined : sum + width;
      }, 0);
    case "alternation": {
      const [first, ...rest] = node.options.map(fixedWidth);
      return rest.every((width) => width === first) ? first : undefined;
    }
    case "capture":
    case "atomic":
      return fixedWidth(node.body);
    case "repeat": {
      const width = fixedWidth(node.body);
      return width !== undefined && node.min === node.max ? width * node.min : undefined;
    }
    case "condition": {
      const width = fixedWidth(node.then);
      return width === fixedWidth(node.otherwise) ? width : undefined;
    }
    case "backreference":
    case "call":
      return undefined;
    default:
      return node satisfies never;
  }
}

export function canBeEmpty(node: RegexNode): boolean {
  switch (node.kind) {
    case "set":
    case "fail":
      return false;
    case "sequence":
      return node.items.every(canBeEmpty);
    case "alternation":
      return node.options.some(canBeEmpty);
    case "capture":
    case "atomic":
      return canBeEmpty(node.body);
    case "repeat":
      return node.min === 0 || canBeEmpty(node.body);
    case "condition":
      return canBeEmpty(node.then) || canBeEmpty(node.otherwise);
    case "empty":
    case "anchor":
    case "look":
    case "keep":
    case "backreference":
    case "call":
      return true;
    default:
      return node satisfies never;
  }
}

/** The parts directly below a node. */
export function partsOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case "sequence":
      return node.items;
    case "alternation":
      return node.options;
    case "capture":
    case "atomic":
    case "repeat":
    case "look":
      return [node.body];
    case "condition": {
      const test = node.test !== undefined && "kind" in node.test ? [node.test] : [];
      return [...test, node.then, node.otherwise];
    }
    case "empty":
    case "set":
    case "anchor":
    case "keep":
    case "fail":
    case "backreference":
    case "call":
      return [];
    default:
      return node satisfies never;
  }
}

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
