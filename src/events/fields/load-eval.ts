/** Loads the eval language for `EVAL-…` settings and eval macros. An add-on without them does not load it. */
import type { Addon } from "../../addon/addon.ts";
import { HarnessError, toProblem } from "../../errors.ts";
import type { EvalCompiler } from "./search-fields.ts";
import type { MacroExpansion } from "../../search/expression/expand-macros.ts";

export interface Evals {
  readonly compileEval?: EvalCompiler | undefined;
  readonly evalMacro?: NonNullable<MacroExpansion["evalMacro"]> | undefined;
}

/** `now` is what `now()` and `time()` give, in epoch seconds. */
export async function loadEval(addon: Addon, now: number): Promise<Evals> {
  if (!hasEvalFields(addon) && !addon.macros.some((macro) => macro.iseval)) return {};
  const [{ parseEval }, { compileEval }, { toText }] = await Promise.all([
    import("../../search/eval/parse-eval.ts"),
    import("../../search/eval/evaluate.ts"),
    import("../../search/eval/values/eval-value.ts"),
  ]);
  const clock = { clock: () => now, random: () => Math.random() };
  return {
    compileEval(expression, where, problems) {
      try {
        const run = compileEval(parseEval(expression, where));
        return (read) => {
          const value = run({ ...clock, field: (name) => read(name) ?? null });
          if (value === null) return undefined;
          return typeof value === "object" ? value : toText(value);
        };
      } catch (error) {
        if (!(error instanceof HarnessError)) throw error;
        problems.push(toProblem(error));
        return undefined;
      }
    },
    evalMacro(expression, { where }) {
      const tree = parseEval(expression, where);
      const value = compileEval(tree)({ ...clock, field: () => null });
      return value === null ? "" : [value].flat().map(toText).join(" ");
    },
  };
}

function hasEvalFields(addon: Addon): boolean {
  for (const { own: settings } of addon.conf("props").stanzas.values()) {
    for (const key of settings.keys()) if (key.startsWith("EVAL-")) return true;
  }
  return false;
}
