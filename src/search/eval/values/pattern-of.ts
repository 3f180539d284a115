/** The regular expression of an argument, compiled once as long as it stays the same. */
import { compilePcre, type Pcre } from "../../regex/regex.ts";
import type { CallContext } from "../eval-function.ts";
import type { Compiled, EvalScope } from "../eval-scope.ts";
import { toText } from "./eval-value.ts";

/** Regular expressions taken from fields are kept up to this many. */
const KEPT = 200;

/** A pattern in quotes is compiled, and refused, before any row is seen. */
export function patternOf(
  pattern: Compiled,
  context: CallContext,
  index: number,
): (scope: EvalScope) => Pcre | undefined {
  const options = { where: context.where };
  const node = context.nodes[index];
  if (node?.kind === "literal" && typeof node.value === "string") {
    const regex = compilePcre(node.value, options);
    return () => regex;
  }
  const known = new Map<string, Pcre>();
  return (scope) => {
    const text = toText(pattern(scope));
    if (text === undefined) return undefined;
    let regex = known.get(text);
    if (regex === undefined) {
      if (known.size >= KEPT) known.clear();
      regex = compilePcre(text, options);
      known.set(text, regex);
    }
    return regex;
  };
}
