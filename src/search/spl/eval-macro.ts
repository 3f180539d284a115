/**
 * Evaluates the parts of a macro that are eval expressions: its definition, if it is `iseval`, and its validation.
 * Ground: macros.conf.spec.
 */
import type { SearchMacro } from "../expression/expand-macros.ts";
import { substitute } from "../expression/expand-macros.ts";
import type { EvalScope } from "../eval/eval-scope.ts";
import type { EvalTree } from "../eval/eval-tree.ts";
import { compileEval } from "../eval/evaluate.ts";
import { toText } from "../eval/values/eval-value.ts";
import { evalFunctions } from "../eval/functions/functions.ts";
import { parseEval } from "../eval/parse-eval.ts";

export function evalMacro(expression: string, now: number): string {
  return toText(compileEval(parseEval(expression))(scopeOf(now, new Map()))) ?? "";
}

/**
 * What is wrong with the arguments. Ground: macros.conf.spec, `validation`: a boolean has to be true, and `errormsg`
 * says why it is not; a text is what is wrong, and NULL beside a text says that nothing is. The arguments are fields of
 * the expression, as in the suite of the Python SDK.
 */
export function checkMacroArguments(
  { name, validation = "", errormsg = "" }: SearchMacro,
  args: ReadonlyMap<string, string>,
  now: number,
): string | undefined {
  if (validation.trim() === "") return undefined;
  const tree = parseEval(substitute(validation, args));
  const value = compileEval(tree)(scopeOf(now, args));
  const isFine = value === true || (value === null && givesText(tree));
  if (isFine) return undefined;
  if (value !== false && value !== null) return toText(value);
  return errormsg === "" ? `The arguments of macro \`${name}\` are not valid` : errormsg;
}

/** NULL of a function that picks one of several texts means that nothing is wrong. */
function givesText({ root }: EvalTree): boolean {
  return root.kind === "call" && evalFunctions.get(root.name)?.picks === true;
}

function scopeOf(now: number, fields: ReadonlyMap<string, string>): EvalScope {
  return { field: (name) => fields.get(name) ?? null, clock: () => now, random: () => 0.5 };
}
