/** The text that a macro with `iseval` stands for. Ground: macros.conf.spec: its definition is an eval expression. */
import { compileEval } from "../eval/evaluate.ts";
import { toText } from "../eval/eval-value.ts";
import { parseEval } from "../eval/parse-eval.ts";

export function evalMacro(expression: string, now: number): string {
  const value = compileEval(parseEval(expression))({
    field: () => null,
    clock: () => now,
    random: () => 0.5,
  });
  return toText(value) ?? "";
}
