/** Compiles a tree to closures once. These run on any number of rows. */
import { searchError } from "../text/search-error.ts";
import { compileArithmetic, compileJoin, compileNegation, compileSum } from "./arithmetic.ts";
import {
  compileAnd,
  compileComparison,
  compileLike,
  compileMembership,
  compileNot,
  compileOr,
  compileThreshold,
  compileXor,
} from "./comparison.ts";
import type { Compiled, EvalScope, SearchMatchCompiler } from "./eval-scope.ts";
import type { BinaryNode, CallNode, EvalNode, EvalOperator, EvalTree } from "./eval-tree.ts";
import { toResult, withPrecision, type EvalValue } from "./values/eval-value.ts";
import { evalFunctions } from "./functions/functions.ts";

/** Compiles without `searchmatch()`, which needs the search language; see `compileEval`. */
export function compileTree(
  tree: EvalTree,
  searchMatch?: SearchMatchCompiler,
): (scope: EvalScope) => EvalValue {
  const run = new TreeCompiler(tree, searchMatch).compile(tree.root);
  return (scope) => toResult(run(scope));
}

type Binary = (left: Compiled, right: Compiled, node: BinaryNode) => Compiled;

const arithmetic: Binary = (left, right, { operator }) => compileArithmetic(operator, left, right);

const comparison: Binary = (left, right, node) => {
  if (node.right.kind === "literal" && typeof node.right.value === "number")
    return compileThreshold(node.operator, left, node.right.value);
  return compileComparison(node.operator, left, right, isText(node.left) || isText(node.right));
};

const BINARIES: Readonly<Record<EvalOperator, Binary>> = {
  "+": (left, right, node) => compileSum(left, right, [isText(node.left), isText(node.right)]),
  "-": arithmetic,
  "*": arithmetic,
  "/": arithmetic,
  "%": arithmetic,
  ".": compileJoin,
  LIKE: compileLike,
  AND: compileAnd,
  OR: compileOr,
  XOR: compileXor,
  "=": comparison,
  "!=": comparison,
  "<": comparison,
  "<=": comparison,
  ">": comparison,
  ">=": comparison,
};

class TreeCompiler {
  readonly #tree: EvalTree;
  readonly #searchMatch: SearchMatchCompiler | undefined;

  constructor(tree: EvalTree, searchMatch: SearchMatchCompiler | undefined) {
    this.#tree = tree;
    this.#searchMatch = searchMatch;
  }

  compile(node: EvalNode): Compiled {
    switch (node.kind) {
      case "literal": {
        const { value, written } = node;
        const constant = typeof value === "number" ? withPrecision(value, written ?? "") : value;
        return () => constant;
      }
      case "field": {
        const { name } = node;
        return (scope) => scope.field(name);
      }
      case "unary": {
        const operand = this.compile(node.operand);
        return node.operator === "NOT" ? compileNot(operand) : compileNegation(operand);
      }
      case "in":
        return compileMembership(
          this.compile(node.operand),
          node.list.map((item) => this.compile(item)),
        );
      case "binary":
        return this.#binary(node);
      case "call":
        return this.#call(node);
      default:
        return node satisfies never;
    }
  }

  #binary(node: BinaryNode): Compiled {
    const left = this.compile(node.left);
    const right = this.compile(node.right);
    return BINARIES[node.operator](left, right, node);
  }

  #call(node: CallNode): Compiled {
    const { text, where } = this.#tree;
    const evalFunction = evalFunctions.get(node.name);
    // The parser lets none through that is not in the table.
    if (evalFunction === undefined) return () => null;
    return evalFunction.make(
      node.args.map((arg) => this.compile(arg)),
      {
        nodes: node.args,
        isText: node.args.map((arg) => isText(arg)),
        where,
        searchMatch: this.#searchMatch,
        error: (problem, hint) =>
          searchError("SEARCH_SYNTAX", problem, text, node.start, { where, hint }),
      },
    );
  }
}

/** Text even when it looks like a number; a field's value is not. */
function isText(node: EvalNode): boolean {
  if (node.kind === "literal") return typeof node.value === "string";
  if (node.kind === "binary") return node.operator === ".";
  return node.kind === "call" && evalFunctions.get(node.name)?.isText === true;
}
