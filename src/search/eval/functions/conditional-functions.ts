// Comparison and conditional functions. Ground: Search Reference, «Comparison and conditional functions».
import { compileCidr } from "../../text/cidr.ts";
import { compileLike, compileMembership, isEqual, toBoolean } from "../comparison.ts";
import { plain, special, type Compiled, type EvalFunction } from "../eval-scope.ts";
import { toText, toValues, type Inner } from "../values/eval-value.ts";
import { patternOf } from "../values/pattern-of.ts";

export const conditionalFunctions: Record<string, EvalFunction> = {
  case: special("case(<condition>, <value>, …)", pickWhere(true), { inPairs: 0 }),
  cidrmatch: special("cidrmatch(<cidr>, <ip>)", ([net, address]) => {
    const nets = new Map<string, ((address: string) => boolean) | undefined>();
    return (scope) => {
      const cidr = toText(net?.(scope) ?? null);
      if (cidr === undefined) return false;
      if (!nets.has(cidr)) {
        if (nets.size > 1000) nets.clear();
        nets.set(cidr, compileCidr(cidr));
      }
      const isIn = nets.get(cidr);
      const values = toValues(address?.(scope) ?? null);
      return isIn !== undefined && values.some((value) => isIn(value.trim()));
    };
  }),
  coalesce: special("coalesce(<value>, …)", (args) => (scope) => {
    for (const arg of args) {
      const value = arg(scope);
      if (value !== null) return value;
    }
    return null;
  }),
  false: plain("false()", () => false),
  if: special("if(<predicate>, <true_value>, <false_value>)", ([test, yes, no]) => (scope) => {
    const branch = toBoolean(test?.(scope) ?? null) === true ? yes : no;
    return branch?.(scope) ?? null;
  }),
  in: special("in(<value>, <list>, …)", ([operand, ...list]) =>
    compileMembership(operand ?? none, list),
  ),
  like: special("like(<str>, <pattern>)", ([text, pattern]) =>
    compileLike(text ?? none, pattern ?? none),
  ),
  match: special("match(<str>, <regex>)", ([text, pattern], context) => {
    const regexOf = patternOf(pattern ?? none, context, 1);
    return (scope) => {
      const value = text?.(scope) ?? null;
      const regex = regexOf(scope);
      if (regex === undefined) return false;
      if (typeof value === "string") return regex.test(value);
      return toValues(value).some((one) => regex.test(one));
    };
  }),
  null: plain("null()", () => null),
  nullif: plain("nullif(<value>, <value>)", ([left = null, right = null]) =>
    isEqual(left, right) ? null : left,
  ),
  searchmatch: special("searchmatch(<search_str>)", (_args, context) => {
    const [search] = context.nodes;
    if (search?.kind !== "literal" || typeof search.value !== "string") {
      throw context.error(
        "searchmatch() takes a search in double quotes",
        "Put the search in quotes.",
      );
    }
    if (context.searchMatch === undefined) {
      throw context.error("searchmatch() has no event to look at here", "Use match() instead.");
    }
    return context.searchMatch(search.value, context.where);
  }),
  true: plain("true()", () => true),
  // Guess: a condition that is null is not true either, so its message comes.
  validate: special("validate(<condition>, <value>, …)", pickWhere(false), { inPairs: 0 }),
};

const none: Compiled = () => null;

/** case() gives the value of the first true condition, validate() that of the first that is not. */
function pickWhere(wanted: boolean): EvalFunction["make"] {
  return (args) => {
    const tests = args.filter((_arg, at) => at % 2 === 0);
    const values = args.filter((_arg, at) => at % 2 === 1);
    return (scope): Inner => {
      for (let at = 0; at < tests.length; at++) {
        const is = toBoolean(tests[at]?.(scope) ?? null) === true;
        if (is === wanted) return values[at]?.(scope) ?? null;
      }
      return null;
    };
  };
}
