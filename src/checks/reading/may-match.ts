/** Whether a search can match an event of which only some fields are known. Unknown fields may have any value. */
import { compileValue } from "../../search/expression/match-value.ts";
import type { SearchNode } from "../../search/expression/search-tree.ts";

/** `no` only when the search is false for all values of the unknown fields. */
export type Chance = "yes" | "no" | "unknown";

export function mayMatch(node: SearchNode, known: ReadonlyMap<string, string>): Chance {
  switch (node.kind) {
    case "all":
      return "yes";
    case "and":
      return decided("no", "yes", operands(node.operands, known));
    case "or":
      return decided("yes", "no", operands(node.operands, known));
    case "not":
      return OPPOSITE[mayMatch(node.operand, known)];
    case "compare":
      return ofField(known, node.field, compileValue(node.comparator, node.pattern));
    case "in": {
      const tests = node.patterns.map((pattern) => compileValue("=", pattern));
      return ofField(known, node.field, (value) => tests.some((test) => test(value)));
    }
    default:
      return "unknown";
  }
}

const OPPOSITE: Readonly<Record<Chance, Chance>> = { yes: "no", no: "yes", unknown: "unknown" };

function operands(nodes: readonly SearchNode[], known: ReadonlyMap<string, string>): Chance[] {
  return nodes.map((operand) => mayMatch(operand, known));
}

/** One decisive chance decides. Without it, and without an unknown one, the result is `otherwise`. */
function decided(decisive: Chance, otherwise: Chance, chances: readonly Chance[]): Chance {
  if (chances.includes(decisive)) return decisive;
  return chances.includes("unknown") ? "unknown" : otherwise;
}

function ofField(
  known: ReadonlyMap<string, string>,
  field: string,
  test: (value: string) => boolean,
): Chance {
  const value = known.get(field);
  if (value === undefined) return "unknown";
  return test(value) ? "yes" : "no";
}
