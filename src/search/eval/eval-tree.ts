/** The tree of an eval expression: plain data, every node with its place in the text. */
import type { Where } from "../../errors.ts";

export type EvalOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "."
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "LIKE"
  | "AND"
  | "OR"
  | "XOR";

export type EvalNode = LiteralNode | FieldNode | CallNode | UnaryNode | BinaryNode | MembershipNode;

export interface LiteralNode {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  /** A number as it is written: `0.20` has another precision than `0.2`. */
  readonly written?: string;
  readonly start: number;
}

export interface FieldNode {
  readonly kind: "field";
  readonly name: string;
  readonly start: number;
}

export interface CallNode {
  readonly kind: "call";
  /** In lower case. */
  readonly name: string;
  readonly args: readonly EvalNode[];
  readonly start: number;
}

export interface UnaryNode {
  readonly kind: "unary";
  readonly operator: "-" | "NOT";
  readonly operand: EvalNode;
  readonly start: number;
}

export interface BinaryNode {
  readonly kind: "binary";
  readonly operator: EvalOperator;
  readonly left: EvalNode;
  readonly right: EvalNode;
  /** Of the operator. */
  readonly start: number;
}

/** `field IN (a, b)`. */
export interface MembershipNode {
  readonly kind: "in";
  readonly operand: EvalNode;
  readonly list: readonly EvalNode[];
  readonly start: number;
}

export interface EvalTree {
  readonly text: string;
  readonly root: EvalNode;
  readonly where: Where | undefined;
}

/** The nodes right below a node. */
export function childrenOf(node: EvalNode): readonly EvalNode[] {
  switch (node.kind) {
    case "literal":
    case "field":
      return [];
    case "call":
      return node.args;
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "in":
      return [node.operand, ...node.list];
    default:
      return node satisfies never;
  }
}

/** Every field that a node names, once, in order of appearance. */
export function fieldsOf(node: EvalNode): string[] {
  const names = new Set<string>();
  const visit = (at: EvalNode): void => {
    if (at.kind === "field") names.add(at.name);
    for (const child of childrenOf(at)) visit(child);
  };
  visit(node);
  return [...names];
}
