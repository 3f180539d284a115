/** The tree of a search expression: plain data, every node with its place in the text. */
import type { Where } from "../../errors.ts";

export interface Span {
  /** Offset of the first character in `SearchTree.text`. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

/**
 * What a term or value has to look like. `pieces` are the literal parts between asterisks:
 * `["fail", ""]` stands for `fail*`, `["x"]` for the plain `x`.
 */
export interface Pattern {
  readonly pieces: readonly string[];
  readonly isQuoted: boolean;
  /** `CASE(…)` and `TERM(…)`. */
  readonly directive: "CASE" | "TERM" | undefined;
}

export type Comparator = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type SearchNode =
  | AllNode
  | BooleanNode
  | NotNode
  | TermNode
  | CompareNode
  | InNode
  | TimeNode;

/** An empty search, or empty parentheses: everything matches. */
export interface AllNode {
  readonly kind: "all";
  readonly span: Span;
}

export interface BooleanNode {
  readonly kind: "and" | "or";
  readonly operands: readonly SearchNode[];
  readonly span: Span;
}

export interface NotNode {
  readonly kind: "not";
  readonly operand: SearchNode;
  readonly span: Span;
}

/** A bare word or a quoted phrase, looked for in the raw text. */
export interface TermNode {
  readonly kind: "term";
  readonly pattern: Pattern;
  readonly span: Span;
}

export interface CompareNode {
  readonly kind: "compare";
  readonly field: string;
  readonly comparator: Comparator;
  readonly pattern: Pattern;
  /** `field::value`, the form of indexed fields. */
  readonly isIndexed: boolean;
  readonly span: Span;
}

/** `field IN (a, b)`. */
export interface InNode {
  readonly kind: "in";
  readonly field: string;
  readonly patterns: readonly Pattern[];
  readonly span: Span;
}

/** `earliest=…` and the like: they limit the time range, and say nothing about the text of the event. */
export interface TimeNode {
  readonly kind: "time";
  readonly modifier: string;
  readonly value: string;
  readonly span: Span;
}

export interface SearchTree {
  /** The text the spans count in: macros expanded, comments blanked. */
  readonly text: string;
  readonly root: SearchNode;
  readonly where: Where | undefined;
}

export function isWild(pattern: Pattern): boolean {
  return pattern.pieces.length > 1;
}

/** The pattern as a reader would write it, without quotes. */
export function patternText(pattern: Pattern): string {
  return pattern.pieces.join("*");
}

/** `a IN (x, y)` is `a=x OR a=y`. */
export function asCompare({ field, span }: InNode, pattern: Pattern): CompareNode {
  return { kind: "compare", field, comparator: "=", pattern, isIndexed: false, span };
}

/** What a node joins, in order of appearance. */
export function partsOf(node: SearchNode): readonly SearchNode[] {
  if (node.kind === "and" || node.kind === "or") return node.operands;
  if (node.kind === "not") return [node.operand];
  return node.kind === "in" ? node.patterns.map((pattern) => asCompare(node, pattern)) : [];
}

/** One node of several; none at all means everything. */
export function joinNodes(
  kind: "and" | "or",
  operands: readonly SearchNode[],
  start: number,
): SearchNode {
  const [first, second] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined)
    return { kind: "all", span: { start, end: start } };
  return second === undefined ? first : { kind, operands, span: { start, end: last.span.end } };
}

/** `host::web1` names an indexed field; `::x` and `x::` are plain terms. */
export function indexedAt(pattern: Pattern): number {
  const head = pattern.pieces[0] ?? "";
  const at = head.indexOf("::");
  return at > 0 && (isWild(pattern) || at + 2 < head.length) ? at : -1;
}
