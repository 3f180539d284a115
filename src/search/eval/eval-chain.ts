/** Operators of one level that follow each other, as a tree. */
import type { EvalNode, EvalOperator } from "./eval-tree.ts";

/** An operator and what stands behind it. */
export interface Link {
  readonly operator: EvalOperator;
  readonly start: number;
  readonly right: EvalNode;
}

export function joined(left: EvalNode, { operator, start }: Link, right: EvalNode): EvalNode {
  return { kind: "binary", operator, left, right, start };
}

/** AND, OR and XOR give the same however they are grouped: a condition of thousands of parts need not be as deep. */
export function balanced(first: EvalNode, links: readonly Link[]): EvalNode {
  const middle = links.length >> 1;
  const link = links[middle];
  if (link === undefined) return first;
  const left = balanced(first, links.slice(0, middle));
  return joined(left, link, balanced(link.right, links.slice(middle + 1)));
}
