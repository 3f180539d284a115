// Reads eval expressions and the assignments of `| eval`; functions and the number of their
// arguments are checked here. Error texts follow those of Splunk's eval parser.
import type { HarnessError, Where } from "../../errors.ts";
import { searchError } from "../text/search-error.ts";
import { isOperator } from "./eval-operators.ts";
import { EvalParser, type CallCheck } from "./eval-parser.ts";
import type { CallNode, EvalNode, EvalTree } from "./eval-tree.ts";
import { evalFunctions, refusedFunctions } from "./functions/functions.ts";
import { nearest } from "../../text/nearest.ts";

/**
 * Reads one expression.
 *
 * @example
 * parseEval(`if(isnull(user), "nobody", lower(user))`)
 */
export function parseEval(text: string, where?: Where): EvalTree {
  const parser = new EvalParser(text, where, checkCall);
  const root = parser.expression();
  parser.end();
  return { text, root, where };
}

export interface EvalAssignment {
  readonly field: string;
  readonly tree: EvalTree;
  /** The name is itself taken from a field: `{name}=value`. */
  readonly isIndirect: boolean;
}

/**
 * Reads what follows `| eval`: `a=1, 'b c'=a+1, {d}="x"`.
 *
 * @example
 * parseAssignments('mb=bytes/1024/1024, user=lower(user)').map(({ field }) => field) // ['mb', 'user']
 */
export function parseAssignments(text: string, where?: Where): EvalAssignment[] {
  const parser = new EvalParser(text, where, checkCall);
  const assignments: EvalAssignment[] = [];
  for (;;) {
    const { field, isIndirect } = readTarget(parser);
    const equals = parser.lexer.next();
    if (!isOperator(equals, "=")) {
      throw parser.error(
        "The eval expression needs a destination: <field>=<expression>",
        equals.start,
        "Name the field that takes the result.",
      );
    }
    const root = parser.expression();
    if (isBoolean(root)) {
      throw parser.error(
        "Fields cannot be assigned a boolean result. Instead, try if([bool expr], [expr], [expr])",
        root.start,
        "Write if(…, 1, 0), or tostring(…).",
      );
    }
    assignments.push({ field, isIndirect, tree: { text, root, where } });
    if (!isOperator(parser.lexer.peek(), ",")) break;
    parser.lexer.next();
  }
  parser.end();
  return assignments;
}

function isBoolean(node: EvalNode): boolean {
  if (node.kind === "literal") return typeof node.value === "boolean";
  if (node.kind === "unary") return node.operator === "NOT";
  if (node.kind === "binary") return !/^[-+*/%.]$/.test(node.operator);
  return (
    node.kind === "in" ||
    (node.kind === "call" && evalFunctions.get(node.name)?.givesBoolean === true)
  );
}

function readTarget(parser: EvalParser): { field: string; isIndirect: boolean } {
  const { lexer } = parser;
  const first = lexer.firstCharacter();
  if (first === '"' || first === "'") {
    const token = lexer.next();
    if (token.kind !== "end" && token.text !== "") return { field: token.text, isIndirect: false };
  }
  const field = lexer.target();
  if (field !== undefined) return { field, isIndirect: /\{[^{}]+\}/.test(field) };
  throw parser.error("The eval expression has no destination field", lexer.peek().start);
}

const checkCall: CallCheck = (call, parser) => {
  const { text, where } = parser.lexer;
  const evalFunction = evalFunctions.get(call.name);
  if (evalFunction === undefined) throw unknownFunction(call, text, where);
  const count = call.args.length;
  const [least, most] = evalFunction.arity;
  const isOdd = evalFunction.inPairs !== undefined && (count - evalFunction.inPairs) % 2 !== 0;
  if (count >= least && count <= most && !isOdd) return;
  const wanted = isOdd ? "pairs of arguments" : describeCount(least, most);
  throw parser.error(
    `The arguments to the '${call.name}' function are invalid: it takes ${wanted}, and has ${count}`,
    call.start,
    `Write ${evalFunction.usage}.`,
  );
};

function describeCount(least: number, most: number): string {
  if (least === most) return least === 0 ? "no argument" : plural(least);
  return most === Infinity ? `at least ${plural(least)}` : `${least} to ${plural(most)}`;
}

function plural(count: number): string {
  return `${count} argument${count === 1 ? "" : "s"}`;
}

function hintAt(name: string): string {
  const meant = nearest(name, evalFunctions.keys());
  return meant === undefined
    ? "See the list of functions in the README."
    : `Did you mean ${meant}()?`;
}

function unknownFunction(call: CallNode, text: string, where: Where | undefined): HarnessError {
  const reason = refusedFunctions.get(call.name);
  const problem =
    reason === undefined
      ? `The '${call.name}' function is unsupported or undefined`
      : `The '${call.name}' function is not emulated: ${reason}`;
  const hint =
    reason === undefined
      ? hintAt(call.name)
      : "Give the value by other means, as a literal or a field.";
  return searchError("SEARCH_UNKNOWN_FUNCTION", problem, text, call.start, { hint, where });
}
