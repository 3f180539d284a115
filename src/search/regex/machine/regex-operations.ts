// The instructions of the backtracking machine: regex-program.ts writes them, regex-machine.ts runs them.
import type { Anchor } from "../pattern/regex-tree.ts";

/** Operations; the operands follow in the code. */
export const OP = {
  MATCH: 0,
  FAIL: 1,
  /** code unit */
  CHAR: 2,
  /** set */
  SET: 3,
  /** first choice, second choice */
  SPLIT: 4,
  /** target */
  JUMP: 5,
  /** slot */
  SAVE: 6,
  /** anchor */
  ASSERT: 7,
  /** set, min, max */
  GREEDY: 8,
  LAZY: 9,
  POSSESSIVE: 10,
  /** isNegative, target behind the body */
  LOOK: 11,
  /** target behind the body */
  ATOMIC: 12,
  /** characters to step back */
  BACK: 13,
  /** isCaseless, count, groups … */
  REFERENCE: 14,
  /** group */
  CALL: 15,
  /** target when unset, count, groups … */
  IF_SET: 16,
  KEEP: 17,
  /** register */
  ZERO: 18,
  /** register, min, max, isLazy, target of the body; the way out follows */
  COUNT: 19,
  /** register */
  MARK: 20,
  /** register, target when nothing was taken since MARK */
  IF_STUCK: 21,
} as const;

export const ANCHOR_CODES: readonly Anchor[] = [
  "start",
  "end",
  "end-or-newline",
  "line-start",
  "line-end",
  "word-boundary",
  "no-word-boundary",
  "search-start",
];

/** No upper limit, in GREEDY and the like, and in COUNT. */
export const NO_LIMIT = 0x7fffffff;
