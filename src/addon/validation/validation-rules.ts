// The rules of a `[validation:<handler>]` stanza, read once for an add-on. Ground: restmap.conf.spec.
import { HarnessError, toProblem, type Problem, type Where } from "../../errors.ts";
import type { EvalTree } from "../../search/eval/eval-tree.ts";
import { parseEval } from "../../search/eval/parse-eval.ts";
import type { Addon } from "../addon.ts";

export interface ValidationRule {
  /** The argument that the rule is for. */
  readonly field: string;
  /** Undefined when it cannot be read; then see `problem`. */
  readonly tree: EvalTree | undefined;
  readonly problem: Problem | undefined;
  readonly where: Where;
}

const known = new WeakMap<Addon, Map<string, readonly ValidationRule[]>>();

export function validationRules(addon: Addon, handler: string): readonly ValidationRule[] {
  let ofAddon = known.get(addon);
  if (ofAddon === undefined) known.set(addon, (ofAddon = new Map()));
  let rules = ofAddon.get(handler);
  if (rules === undefined) ofAddon.set(handler, (rules = readRules(addon, handler)));
  return rules;
}

function readRules(addon: Addon, handler: string): ValidationRule[] {
  const stanza = addon.conf("restmap").stanzas.get(`validation:${handler}`);
  return [...(stanza?.own.values() ?? [])].map(({ key, value, where }) => {
    // `'action.x.param.y' = …`: some add-ons quote the key as inside the rule.
    const field = key.replace(/^(['"])(.*)\1$/, "$2");
    try {
      return { field, tree: parseEval(value, where), problem: undefined, where };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      return { field, tree: undefined, problem: broken(error, value), where };
    }
  });
}

function broken(error: HarnessError, rule: string): Problem {
  const problem = toProblem(error);
  const isCut =
    error.code === "SEARCH_SYNTAX" && !rule.includes("\n") && /[,(]\s*$|\bOR\s*$/.test(rule);
  return isCut
    ? { ...problem, hint: "End each line of a rule but the last with a backslash." }
    : problem;
}
