/** A rule of `ar-sim check` as users name it: by id or by name. */
import { findRule, nearestRule } from "../../checks/find-rule.ts";
import type { Rule } from "../../checks/rule/check.ts";
import { usage } from "../command-line/option.ts";

/** `where`: the option or command that names it. */
export function namedRule(where: string, word: string): Rule {
  const rule = findRule(word);
  if (rule !== undefined) return rule;
  // Ids are one digit apart, so only names can be guessed.
  const guess = /^ar\d/i.test(word) ? undefined : nearestRule(word)?.name;
  throw usage(`${where}: there is no rule \`${word}\``, {
    hint: `${guess === undefined ? "" : `Did you mean ${guess}? `}\`ar-sim explain\` lists all rules.`,
  });
}
