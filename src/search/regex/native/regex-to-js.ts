// Writes a PCRE tree as a JavaScript regular expression, where the two mean the same.
import { toJsClass } from "../pattern/char-set.ts";
import type { Anchor, ParsedRegex, RegexNode, RepeatNode } from "../pattern/regex-tree.ts";
import { canBeEmpty, partsOf } from "../pattern/regex-width.ts";

export interface JsRegex {
  /** For the flag `u`. */
  readonly source: string;
  /** `groups[n]` is the number that PCRE's group n has in `source`. */
  readonly groups: readonly number[];
}

/** Undefined where JavaScript has no such thing, or would answer otherwise. */
export function toJsRegex(regex: ParsedRegex): JsRegex | undefined {
  if (isForeign(regex.root) || hasRepeatedNumbers(regex)) return undefined;
  const writer = new Writer();
  const source = writer.write(regex.root);
  return { source, groups: writer.groups };
}

const ANCHORS: Readonly<Record<Anchor, string>> = {
  start: "^",
  end: "$",
  "end-or-newline": "(?=\\n?$)",
  "line-start": "(?:^|(?<=\\n)(?!$))",
  "line-end": "(?=\\n|$)",
  "word-boundary": "\\b",
  "no-word-boundary": "\\B",
  "search-start": "",
};

class Writer {
  readonly groups: number[] = [0];
  #opened = 0;

  write(node: RegexNode): string {
    switch (node.kind) {
      case "empty":
      case "keep":
        return "";
      case "set":
        return toJsClass(node.set);
      case "sequence":
        return node.items.map((item) => this.#item(item)).join("");
      case "alternation":
        return node.options.map((option) => this.write(option)).join("|");
      case "capture":
        this.groups[node.index] = ++this.#opened;
        return `(${this.write(node.body)})`;
      case "atomic":
        return this.#atomic(node.body);
      case "repeat":
        if (node.mode === "possessive") return this.#atomic({ ...node, mode: "greedy" });
        return this.#repeat(node);
      case "look":
        return `(?${node.isBehind ? "<" : ""}${node.isNegative ? "!" : "="}${this.write(node.body)})`;
      case "anchor":
        return ANCHORS[node.anchor];
      case "fail":
        return "[]";
      case "backreference":
      case "call":
      case "condition":
        throw new Error(`a ${node.kind} has no JavaScript form`);
      default:
        return node satisfies never;
    }
  }

  #item(node: RegexNode): string {
    return node.kind === "alternation" ? `(?:${this.write(node)})` : this.write(node);
  }

  /** A look-ahead is atomic: what it captured is then taken as it is. */
  #atomic(body: RegexNode): string {
    const helper = ++this.#opened;
    return `(?:(?=(${this.write(body)}))\\${helper})`;
  }

  #repeat({ body, min, max, mode }: RepeatNode): string {
    const isSingle = body.kind === "set" || body.kind === "capture";
    const inner = isSingle ? this.write(body) : `(?:${this.write(body)})`;
    const range = max === Infinity ? `{${min},}` : min === max ? `{${min}}` : `{${min},${max}}`;
    const sign = { "{0,}": "*", "{1,}": "+", "{0,1}": "?" }[range] ?? range;
    return inner + sign + (mode === "lazy" ? "?" : "");
  }
}

/**
 * JavaScript forgets a group at each round of a repeat and drops rounds that take nothing; PCRE
 * keeps the group and ends the repeat. References to unset groups match in one and fail in the other.
 */
function isForeign(node: RegexNode): boolean {
  switch (node.kind) {
    case "backreference":
    case "call":
    case "condition":
    case "keep":
      return true;
    case "anchor":
      return node.anchor === "search-start";
    case "repeat": {
      const holds = captures(node.body);
      if (node.max > 1 && (canBeEmpty(node.body) || holds !== settled(node.body))) return true;
      if (node.min === 0 && holds > 0 && canBeEmpty(node.body)) return true;
      return isForeign(node.body);
    }
    case "empty":
    case "set":
    case "sequence":
    case "alternation":
    case "capture":
    case "atomic":
    case "look":
    case "fail":
      return partsOf(node).some(isForeign);
    default:
      return node satisfies never;
  }
}

/** How many groups a part holds. */
function captures(node: RegexNode): number {
  const inner = partsOf(node).reduce((sum, part) => sum + captures(part), 0);
  return inner + (node.kind === "capture" ? 1 : 0);
}

/** How many of them are set whenever the part matches. */
function settled(node: RegexNode): number {
  if (node.kind === "alternation" || node.kind === "condition") return 0;
  if (node.kind === "look" && node.isNegative) return 0;
  if (node.kind === "repeat" && node.min === 0) return 0;
  const inner = partsOf(node).reduce((sum, part) => sum + settled(part), 0);
  return inner + (node.kind === "capture" ? 1 : 0);
}

/** `(?|(a)|(b))` gives both groups one number. */
function hasRepeatedNumbers(regex: ParsedRegex): boolean {
  return captures(regex.root) !== regex.groupCount;
}
