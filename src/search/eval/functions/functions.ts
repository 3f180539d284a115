/**
 * Every function of the eval language, and those that are refused. A new one is a line in the file of its group; the
 * table in docs/search.md is held to these groups by a test.
 */
import type { EvalFunction } from "../eval-function.ts";
import { bitwiseFunctions } from "./bitwise-functions.ts";
import { conditionalFunctions } from "./conditional-functions.ts";
import { conversionFunctions } from "./conversion-functions.ts";
import { hashFunctions } from "./hash-functions.ts";
import { informationalFunctions } from "./informational-functions.ts";
import { jsonFunctions } from "./json-functions.ts";
import { mathFunctions } from "./math-functions.ts";
import { multivalueFunctions } from "./multivalue-functions.ts";
import { textFunctions } from "./text-functions.ts";
import { timeFunctions } from "./time-functions.ts";

/** As the Search Reference groups them. */
export const functionGroups: Readonly<Record<string, readonly EvalFunction[]>> = {
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

export const evalFunctions: ReadonlyMap<string, EvalFunction> = new Map(
  Object.values(functionGroups)
    .flat()
    .map((entry) => [entry.name, entry]),
);

/** Name → why it is not emulated. */
export const refusedFunctions: ReadonlyMap<string, string> = new Map([
  ["lookup", "it reads a lookup table, and expressions here see nothing but the row"],
]);
