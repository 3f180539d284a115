/** Whether a search can match an event of which only some fields are known. What is not known may be anything. */
import { compileValue } from "../../search/expression/match-value.ts";
import type { SearchNode } from "../../search/expression/search-tree.ts";

/** `no` only where the search is false whatever the unknown fields hold. */
export type Chance = "yes" | "no" | "unknown";

export function mayMatch(node: SearchNode, known: ReadonlyMap<string, string>): Chance {
  switch (node.kind) {
    case "all":
      return "yes";
    case "and":
    case "or": {
      const chances = node.operands.map((one) => mayMatch(one, known));
      const decisive = node.kind === "and" ? "no" : "yes";
      if (chances.includes(decisive)) return decisive;
      return chances.includes("unknown") ? "unknown" : decisive === "no" ? "yes" : "no";
    }
    case "not": {
      const chance = mayMatch(node.operand, known);
      return chance === "unknown" ? chance : chance === "yes" ? "no" : "yes";
    }
    case "compare": {
      const value = known.get(node.field);
      if (value === undefined) return "unknown";
      return compileValue(node.comparator, node.pattern)(value) ? "yes" : "no";
    }
    case "in": {
      const value = known.get(node.field);
      if (value === undefined) return "unknown";
      return node.patterns.some((one) => compileValue("=", one)(value)) ? "yes" : "no";
    }
    default:
      return "unknown";
  }
}
