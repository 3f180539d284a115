// The tree of a regular expression in PCRE's dialect, the one Splunk uses throughout.
import type { CharSet } from "./char-set.ts";

export type RegexNode =
  | { readonly kind: "empty" }
  /** One character out of a set; a literal is a set of one (or two, caseless). */
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "alternation"; readonly options: readonly RegexNode[] }
  | { readonly kind: "capture"; readonly index: number; readonly body: RegexNode }
  | { readonly kind: "atomic"; readonly body: RegexNode }
  | RepeatNode
  | LookNode
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | BackreferenceNode
  /** `(?R)`, `(?1)`, `(?&name)`. */
  | { readonly kind: "call"; readonly index: number }
  | ConditionNode
  /** `\K`: the match is taken to begin here. */
  | { readonly kind: "keep" }
  /** `(*FAIL)`, and what can never match. */
  | { readonly kind: "fail" };

export interface RepeatNode {
  readonly kind: "repeat";
  readonly body: RegexNode;
  readonly min: number;
  /** Infinity for no limit. */
  readonly max: number;
  readonly mode: "greedy" | "lazy" | "possessive";
}

export interface LookNode {
  readonly kind: "look";
  readonly isBehind: boolean;
  readonly isNegative: boolean;
  readonly body: RegexNode;
}

export interface BackreferenceNode {
  readonly kind: "backreference";
  /** Several where a name stands for several groups: the first one set counts. */
  readonly indexes: readonly number[];
  readonly isCaseless: boolean;
}

export interface ConditionNode {
  readonly kind: "condition";
  /** Groups of which one must be set, or an assertion; undefined for `(?(DEFINE)…)`. */
  readonly test: readonly number[] | LookNode | undefined;
  readonly then: RegexNode;
  readonly otherwise: RegexNode;
}

export type Anchor =
  | "start"
  | "end"
  /** `$` and `\Z`: the end, or before a newline that ends the text. */
  | "end-or-newline"
  | "line-start"
  | "line-end"
  | "word-boundary"
  | "no-word-boundary"
  /** `\G`: where the search began. */
  | "search-start";

export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groupCount: number;
  /** Group names in order of appearance; a name may stand for several groups. */
  readonly names: ReadonlyMap<string, readonly number[]>;
}
