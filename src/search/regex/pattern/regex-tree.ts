// The tree of a regular expression in PCRE's dialect, the one Splunk uses throughout.
import type { CharSet } from "./char-set.ts";

export type RegexNode =
  | EmptyNode
  | SetNode
  | SequenceNode
  | AlternationNode
  | CaptureNode
  | AtomicNode
  | RepeatNode
  | LookNode
  | AnchorNode
  | BackreferenceNode
  | CallNode
  | ConditionNode
  | KeepNode
  | FailNode;

export interface EmptyNode {
  readonly kind: "empty";
}

/** One character out of a set; a literal is a set of one (or two, caseless). */
export interface SetNode {
  readonly kind: "set";
  readonly set: CharSet;
}

export interface SequenceNode {
  readonly kind: "sequence";
  readonly items: readonly RegexNode[];
}

export interface AlternationNode {
  readonly kind: "alternation";
  readonly options: readonly RegexNode[];
}

export interface CaptureNode {
  readonly kind: "capture";
  readonly index: number;
  readonly body: RegexNode;
}

export interface AtomicNode {
  readonly kind: "atomic";
  readonly body: RegexNode;
}

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

export interface AnchorNode {
  readonly kind: "anchor";
  readonly anchor: Anchor;
}

/** `(?R)`, `(?1)`, `(?&name)`. */
export interface CallNode {
  readonly kind: "call";
  readonly index: number;
}

/** `\K`: the match is taken to begin here. */
export interface KeepNode {
  readonly kind: "keep";
}

/** `(*FAIL)`, and what can never match. */
export interface FailNode {
  readonly kind: "fail";
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
