// Comparison and conditional functions. Ground: Search Reference, «Comparison and conditional functions».
import { compileCidr } from "../../text/cidr.ts";
import { compileLike, compileMembership, isEqual, toBoolean } from "../comparison.ts";
import { plain, special, type EvalFunction, predicate } from "../eval-function.ts";
import type { Compiled } from "../eval-scope.ts";
import { toText, toValues, type Inner } from "../values/eval-value.ts";
import { patternOf } from "../values/pattern-of.ts";

const BOOLEAN = { givesBoolean: true } as const;
const PICKS = { picks: true } as const;
const none: Compiled = () => null;

export const conditionalFunctions: readonly EvalFunction[] = [
  special("case(<condition>, <value>, …)", pickWhere(true), { inPairs: 0, picks: true }),
  special(
    "cidrmatch(<cidr>, <ip>)",
    ([net, address]) => {
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
    },
    BOOLEAN,
  ),
  special(
    "coalesce(<value>, …)",
    (args) => (scope) => {
      for (const arg of args) {
        const value = arg(scope);
        if (value !== null) return value;
      }
      return null;
    },
    PICKS,
  ),
  predicate("false()", () => false),
  // Ground: searches of published detections; the documentation tells coalesce() alone.
  special(
    "ifnull(<value>, <default>)",
    ([value, usual]) =>
      (scope) =>
        value?.(scope) ?? usual?.(scope) ?? null,
    PICKS,
  ),
  special(
    "if(<predicate>, <true_value>, <false_value>)",
    ([test, yes, no]) =>
      (scope) => {
        const branch = toBoolean(test?.(scope) ?? null) === true ? yes : no;
        return branch?.(scope) ?? null;
      },
    PICKS,
  ),
  special(
    "in(<value>, <list>, …)",
    ([operand, ...list]) => compileMembership(operand ?? none, list),
    BOOLEAN,
  ),
  special(
    "like(<str>, <pattern>)",
    ([text, pattern]) => compileLike(text ?? none, pattern ?? none),
    BOOLEAN,
  ),
  special(
    "match(<str>, <regex>)",
    ([text, pattern], context) => {
      const regexOf = patternOf(pattern ?? none, context, 1);
      return (scope) => {
        const value = text?.(scope) ?? null;
        const regex = regexOf(scope);
        if (regex === undefined) return false;
        if (typeof value === "string") return regex.test(value);
        return toValues(value).some((text) => regex.test(text));
      };
    },
    BOOLEAN,
  ),
  plain("null()", () => null, PICKS),
  plain(
    "nullif(<value>, <value>)",
    ([left = null, right = null]) => (isEqual(left, right) ? null : left),
    PICKS,
  ),
  special(
    "searchmatch(<search_str>)",
    (_args, context) => {
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
    },
    BOOLEAN,
  ),
  predicate("true()", () => true),
  // Guess: a condition that is null is not true either, so its message comes.
  special("validate(<condition>, <value>, …)", pickWhere(false), { inPairs: 0, picks: true }),
];

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
