/** Every function of the eval language by its name, and those that are refused. */
import { bitwiseFunctions } from "./bitwise-functions.ts";
import { conditionalFunctions } from "./conditional-functions.ts";
import { conversionFunctions } from "./conversion-functions.ts";
import type { EvalFunction } from "../eval-scope.ts";
import { hashFunctions } from "./hash-functions.ts";
import { informationalFunctions } from "./informational-functions.ts";
import { jsonFunctions } from "./json-functions.ts";
import { mathFunctions } from "./math-functions.ts";
import { multivalueFunctions } from "./multivalue-functions.ts";
import { textFunctions } from "./text-functions.ts";
import { timeFunctions } from "./time-functions.ts";

/** Grouped as the Search Reference groups them. */
const functionGroups: Readonly<Record<string, Readonly<Record<string, EvalFunction>>>> = {
  "Comparison and conditional": conditionalFunctions,
  Conversion: conversionFunctions,
  Text: textFunctions,
  Multivalue: multivalueFunctions,
  Informational: informationalFunctions,
  "Date and time": timeFunctions,
  JSON: jsonFunctions,
  Cryptographic: hashFunctions,
  "Mathematical and statistical": mathFunctions,
  Bitwise: bitwiseFunctions,
};

export const evalFunctions: ReadonlyMap<string, EvalFunction> = new Map<string, EvalFunction>(
  Object.values(functionGroups).flatMap((group) => Object.entries(group)),
);

export const refusedFunctions: ReadonlyMap<string, string> = new Map([
  ["lookup", "it reads a lookup table, and expressions here see nothing but the row"],
]);

const BOOLEAN: ReadonlySet<string> = new Set(
  [
    "cidrmatch false in like match searchmatch true tobool json_valid json_has_key_exact",
    "isarray isbool isdouble isint ismv isnotnull isnull isnum isobject isstr",
    "is_bool is_json is_nonneg_int is_time",
  ]
    .join(" ")
    .split(" "),
);

/** Whether a call can give nothing but true, false and null. */
export function givesBoolean(name: string): boolean {
  return BOOLEAN.has(name);
}
