// A tree becomes closures once, which then run on any number of rows.
import { searchError } from "../text/point-at.ts";
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
import type { BinaryNode, CallNode, EvalNode, EvalTree } from "./eval-tree.ts";
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
    const { operator } = node;
    switch (operator) {
      case "+":
        return compileSum(left, right, [isText(node.left), isText(node.right)]);
      case "-":
      case "*":
      case "/":
      case "%":
        return compileArithmetic(operator, left, right);
      case ".":
        return compileJoin(left, right);
      case "LIKE":
        return compileLike(left, right);
      case "AND":
        return compileAnd(left, right);
      case "OR":
        return compileOr(left, right);
      case "XOR":
        return compileXor(left, right);
      case "=":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        if (node.right.kind === "literal" && typeof node.right.value === "number") {
          return compileThreshold(operator, left, node.right.value);
        }
        return compileComparison(operator, left, right, isText(node.left) || isText(node.right));
      default:
        return operator satisfies never;
    }
  }

  #call(node: CallNode): Compiled {
    const { text, where } = this.#tree;
    const found = evalFunctions.get(node.name);
    // The parser lets none through that is not in the table.
    if (found === undefined) return () => null;
    return found.make(
      node.args.map((arg) => this.compile(arg)),
      {
        nodes: node.args,
        isText: node.args.map((arg) => isText(arg)),
        where,
        searchMatch: this.#searchMatch,
        error: (problem, hint) =>
          searchError("SEARCH_SYNTAX", problem, text, node.start, {
            where,
            ...(hint === undefined ? {} : { hint }),
          }),
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
