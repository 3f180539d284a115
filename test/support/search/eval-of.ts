/** Evaluates an expression on a row of fields, with a fixed clock. */
import type { EvalScope } from "../../../src/search/eval/eval-scope.ts";
import type { EvalValue } from "../../../src/search/eval/values/eval-value.ts";
import { evaluate } from "../../../src/search/eval/evaluate.ts";
import { parseEval } from "../../../src/search/eval/parse-eval.ts";

/** 2024-05-01 12:00:00 UTC. */
const NOW = 1_714_564_800;

export function scopeOf(row: Record<string, EvalValue> = {}, timeZone?: string): EvalScope {
  return {
    field: (name) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null),
    clock: () => NOW,
    random: () => 0.5,
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

export function evalOf(text: string, row: Record<string, EvalValue> = {}): EvalValue {
  return evaluate(parseEval(text), scopeOf(row));
}
