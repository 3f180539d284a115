// Writes a PCRE tree as a JavaScript regular expression, where the two mean the same.
import { toJsClass } from "../pattern/char-set.ts";
import { caseOf, type RegexCases } from "../pattern/regex-cases.ts";
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

function noForm({ kind }: RegexNode): never {
  throw new Error(`a ${kind} has no JavaScript form`);
}

class Writer {
  readonly groups: number[] = [0];
  #opened = 0;

  write(node: RegexNode): string {
    return caseOf(this.#cases, node)(node);
  }

  readonly #cases: RegexCases<string> = {
    empty: () => "",
    keep: () => "",
    set: ({ set }) => toJsClass(set),
    sequence: ({ items }) => items.map((item) => this.#item(item)).join(""),
    alternation: ({ options }) => options.map((option) => this.write(option)).join("|"),
    capture: ({ index, body }) => {
      this.groups[index] = ++this.#opened;
      return `(${this.write(body)})`;
    },
    atomic: ({ body }) => this.#atomic(body),
    repeat: (node) =>
      node.mode === "possessive" ? this.#atomic({ ...node, mode: "greedy" }) : this.#repeat(node),
    look: ({ isBehind, isNegative, body }) =>
      `(?${isBehind ? "<" : ""}${isNegative ? "!" : "="}${this.write(body)})`,
    anchor: ({ anchor }) => ANCHORS[anchor],
    fail: () => "[]",
    backreference: noForm,
    call: noForm,
    condition: noForm,
  };

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
    const most = max === Infinity ? "" : String(max);
    const range = min === max ? `{${min}}` : `{${min},${most}}`;
    const sign = { "{0,}": "*", "{1,}": "+", "{0,1}": "?" }[range] ?? range;
    return inner + sign + (mode === "lazy" ? "?" : "");
  }
}

/**
 * JavaScript forgets a group at each round of a repeat and drops rounds that take nothing; PCRE
 * keeps the group and ends the repeat. References to unset groups match in one and fail in the other.
 */
function isForeign(node: RegexNode): boolean {
  if (FOREIGN.has(node.kind)) return true;
  if (node.kind === "anchor") return node.anchor === "search-start";
  if (node.kind === "repeat" && isForeignRepeat(node)) return true;
  return partsOf(node).some(isForeign);
}

const FOREIGN: ReadonlySet<RegexNode["kind"]> = new Set([
  "backreference",
  "call",
  "condition",
  "keep",
]);

function isForeignRepeat({ body, min, max }: RepeatNode): boolean {
  const holds = captures(body);
  if (max > 1 && (canBeEmpty(body) || holds !== settled(body))) return true;
  return min === 0 && holds > 0 && canBeEmpty(body);
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
