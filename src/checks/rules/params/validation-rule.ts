/** AR037: A rule in restmap.conf that tests nothing, or cannot be parsed. */
import type { Addon, AlertAction } from "../../../addon/addon.ts";
import { validateParams } from "../../../addon/validation/validate-params.ts";
import { HarnessError, type Problem } from "../../../errors.ts";
import type { Check } from "../../rule/check.ts";
import type { Facts } from "../../facts/facts.ts";
import { formsOf } from "../../facts/forms.ts";

export const validationRule: Check = {
  id: "AR037",
  name: "validation-rule",
  severity: "error",
  title: "A rule in restmap.conf that tests nothing, or cannot be parsed",
  why: "Splunk evaluates `[validation:savedsearch]` when a user saves a search with the action. A rule that names a parameter that does not exist always fails or never does. A rule that does not parse makes Splunk refuse every search. Ground: restmap.conf.spec.",
  bad: {
    "another parameter": {
      "default/alert_actions.conf": "[ping]\nparam.base_url =\n",
      "default/restmap.conf":
        '[validation:savedsearch]\naction.ping.param.base_url = validate(match(\'action.ping.param.url\', "^https?://"), "no URL")\n',
    },
    "does not parse": {
      "default/alert_actions.conf": "[ping]\nparam.base_url =\n",
      "default/restmap.conf":
        "[validation:savedsearch]\naction.ping.param.base_url = validate(match('action.ping.param.base_url', \"^h\")\n",
    },
  },
  good: {
    "its own": {
      "default/alert_actions.conf": "[ping]\nparam.base_url =\n",
      "default/restmap.conf":
        '[validation:savedsearch]\naction.ping.param.base_url = validate(match(\'action.ping.param.base_url\', "^https?://"), "no URL")\n',
    },
    none: { "default/alert_actions.conf": "[ping]\nparam.base_url =\n" },
  },
  *run(facts) {
    const { addon, programs } = facts;
    const seen = new Set<string>();
    for (const { action } of programs) {
      for (const problem of problemsOf(addon, action.name)) {
        const key = `${problem.where?.file}:${problem.where?.line}:${problem.message}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield {
          message: `${firstLine(problem.message)}${alsoWrong(facts, action, problem)}`,
          where: problem.where ?? { file: "default/restmap.conf" },
          hint: problem.hint ?? "Fix the rule.",
        };
      }
    }
  },
};

/** Without the text and the mark below it, which the report shows anyway. */
function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/ \(line 1, column \d+\)$/, "");
}

/** A rule that cannot be parsed may also test a parameter that does not exist. The form tells which parameters do. */
function alsoWrong(facts: Facts, { name, params }: AlertAction, { where, code }: Problem): string {
  if (where?.line === undefined || code === "ADDON_RULE_FIELD") return "";
  const line = facts.text("default/restmap.conf")?.split("\n")[where.line - 1] ?? "";
  const inputs = formsOf(facts).flatMap((form) => form.inputs.map((input) => input.name));
  const odd = [...line.matchAll(/'(action\.([^'.]+)\.param\.([^']+))'/g)].find(
    ([, full = "", action, param = ""]) =>
      action === name && !params.has(param) && inputs.length > 0 && !inputs.includes(full),
  );
  return odd === undefined ? "" : `; it also tests \`${odd[3]}\`, a parameter that does not exist`;
}

function problemsOf(addon: Addon, action: string): readonly Problem[] {
  try {
    return validateParams(addon, action, {}).problems;
  } catch (error) {
    if (error instanceof HarnessError) return [];
    throw error;
  }
}
