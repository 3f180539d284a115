// Checks that a validation rule tests its own field. In a published tutorial and in a public add-on
// the rule of one field tests another one.
import type { Problem } from "../../errors.ts";
import { fieldsOf, type EvalTree } from "../../search/eval/eval-tree.ts";
import type { Addon } from "../addon.ts";

export function checkRuleFields(addon: Addon, field: string, rule: EvalTree): Problem[] {
  const action = actionOf(field);
  if (action === undefined) return [];
  const named = fieldsOf(rule.root).filter((name) => actionOf(name) !== undefined);
  const strangers = named.filter((name) => actionOf(name) !== action);
  const problems = strangers.map((name) => {
    const isKnown = addon.actions.some((action) => action.name === actionOf(name));
    return tell(
      rule,
      `the rule for ${field} names ${name}, a field of ${isKnown ? "another action" : "an action that is not here"}`,
      `Write '${field}', or a field of the same action.`,
    );
  });
  const isParam = field.startsWith(`action.${action}.param.`);
  if (problems.length > 0 || !isParam || named.length === 0 || named.includes(field)) {
    return problems;
  }
  return [
    tell(
      rule,
      `the rule for ${field} never looks at that field, but at ${named.join(", ")}`,
      `Write '${field}' inside the rule.`,
    ),
  ];
}

/** `action.<name>` and `action.<name>.param.<x>`; a regular expression in quotes is neither. */
function actionOf(field: string): string | undefined {
  return /^action\.([\w-]+)(?:\.[\w.-]+)?$/.exec(field)?.[1];
}

function tell(rule: EvalTree, message: string, hint: string): Problem {
  return {
    code: "ADDON_RULE_FIELD",
    message,
    hint,
    where: rule.where,
  };
}
