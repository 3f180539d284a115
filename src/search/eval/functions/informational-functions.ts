// Ground: Search Reference, «Informational functions»; restmap.conf for `is_bool`, `is_json`,
// `is_nonneg_int` and `is_time`, which the documentation does not list.
import { parseTime } from "../../time/time-modifier.ts";
import { special, type EvalFunction, predicate } from "../eval-function.ts";
import type { EvalScope } from "../eval-scope.ts";
import { parseNumber, Rounded, toText, type Inner } from "../values/eval-value.ts";
import { parseJson } from "../values/json-value.ts";

export const informationalFunctions: readonly EvalFunction[] = [
  predicate("isarray(<value>)", ([value = null]) => Array.isArray(jsonOf(value))),
  predicate("isbool(<value>)", ([value = null], scope) =>
    // restmap.conf.spec tests arguments, which are text, with isbool().
    scope.isRequest === true ? isBoolText(value) : typeof value === "boolean",
  ),
  typeTest("isdouble(<value>)", (type, value) => type === "Number" && !isInteger(value)),
  typeTest("isint(<value>)", (type, value) => type === "Number" && isInteger(value)),
  predicate("ismv(<value>)", ([value = null]) => Array.isArray(value) && value.length > 1),
  predicate("isnotnull(<value>)", ([value = null]) => value !== null),
  predicate("isnull(<value>)", ([value = null]) => value === null),
  typeTest("isnum(<value>)", (type) => type === "Number"),
  predicate("isobject(<value>)", ([value = null]) => {
    const json = jsonOf(value);
    return typeof json === "object" && json !== null && !Array.isArray(json);
  }),
  typeTest("isstr(<value>)", (type) => type === "String"),
  special(
    "typeof(<value>)",
    ([arg], { isText }) =>
      (scope) =>
        typeOf(arg?.(scope) ?? null, isText[0] === true),
    { isText: true },
  ),
  // The words are those of Splunk's own message: true/false, t/f, or 0/1.
  predicate("is_bool(<value>)", ([value = null]) => isBoolText(value)),
  predicate("is_json(<value>)", ([value = null]) => jsonOf(value) !== undefined),
  predicate("is_nonneg_int(<value>)", ([value = null]) =>
    /^\s*\+?\d+\s*$/.test(toText(value) ?? ""),
  ),
  predicate("is_time(<value>)", ([value = null], scope) => isTime(value, scope)),
];

function typeTest(usage: string, holds: (type: string, value: Inner) => boolean): EvalFunction {
  return special(
    usage,
    ([arg], { isText }) =>
      (scope) => {
        const value = arg?.(scope) ?? null;
        return holds(typeOf(value, isText[0] === true), value);
      },
    { givesBoolean: true },
  );
}

/** A field whose text looks like a number is a number; a text in quotes is not. */
function typeOf(value: Inner, isText: boolean): string {
  if (value === null) return "Invalid";
  if (typeof value === "boolean") return "Bool";
  if (typeof value === "number" || value instanceof Rounded) return "Number";
  // Guess: the name; the documentation tells those of the others.
  if (typeof value !== "string") return "Multivalue";
  return !isText && parseNumber(value) !== undefined ? "Number" : "String";
}

function isInteger(value: Inner): boolean {
  if (typeof value === "string") return /^\s*[-+]?\d+\s*$/.test(value);
  if (value instanceof Rounded) return value.decimals === 0;
  return Number.isInteger(value);
}

function isBoolText(value: Inner): boolean {
  if (typeof value === "boolean") return true;
  return /^(?:true|false|t|f|0|1)$/i.test(toText(value) ?? "");
}

function jsonOf(value: Inner): unknown {
  const text = toText(value);
  return text === undefined ? undefined : parseJson(text);
}

/** A time as the time range picker takes it: absolute, relative, or real-time (`rt-5m`). */
function isTime(value: Inner, scope: EvalScope): boolean {
  const text = toText(value)?.trim().replace(/^rt/, "");
  if (text === undefined) return false;
  // Guess: no time at all is all time.
  return text === "" || parseTime(text, { now: scope.clock() }) !== undefined;
}
