// Evaluates an expression on a row. For many rows compile it once.
import type { Where } from "../../errors.ts";
import { compileSearch, EventProbe, type EventTest } from "../expression/match-event.ts";
import { parseSearch } from "../expression/search-parser.ts";
import type { Searchable } from "../text/searchable.ts";
import type { SearchNode } from "../expression/search-tree.ts";
import { compileTree } from "./compile-eval.ts";
import type { EvalScope } from "./eval-scope.ts";
import type { EvalTree } from "./eval-tree.ts";
import { toText, type EvalValue } from "./values/eval-value.ts";

export function evaluate(tree: EvalTree, scope: EvalScope): EvalValue {
  return compileEval(tree)(scope);
}

/**
 * The expression as a function of a row.
 *
 * @example
 * const mb = compileEval(parseEval("round(bytes/1024/1024, 2)"))
 * rows.map((row) => mb(scopeOf(row)))
 */
export function compileEval(tree: EvalTree): (scope: EvalScope) => EvalValue {
  return compileTree(tree, compileSearchMatch);
}

function compileSearchMatch(search: string, where?: Where): (scope: EvalScope) => boolean {
  const tree = parseSearch(search, { where });
  const names = [...namedFields(tree.root)];
  let now: number | undefined;
  let test: EventTest | undefined;
  return (scope) => {
    if (test === undefined || now !== scope.clock()) {
      now = scope.clock();
      test = compileSearch(tree, { clock: { now } });
    }
    return test(new EventProbe(scope.event?.() ?? eventOf(scope, names)));
  };
}

function eventOf(scope: EvalScope, names: readonly string[]): Searchable {
  const fields: Record<string, string | readonly string[]> = Object.create(null);
  for (const name of names) {
    const value = scope.field(name);
    if (value === null) continue;
    fields[name] = Array.isArray(value) ? value : (toText(value) ?? "");
  }
  return { raw: toText(scope.field("_raw")) ?? "", fields };
}

function* namedFields(node: SearchNode): Generator<string> {
  if (node.kind === "and" || node.kind === "or") {
    for (const operand of node.operands) yield* namedFields(operand);
  } else if (node.kind === "not") yield* namedFields(node.operand);
  else if (node.kind === "compare" || node.kind === "in") yield node.field;
  else if (node.kind === "time") yield "_time";
}
