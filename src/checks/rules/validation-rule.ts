/** AR037: A rule of restmap.conf that tests nothing, or cannot be read. */
import type { Addon } from "../../addon/addon.ts";
import { validateParams } from "../../addon/validate-params.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import type { Check } from "../check.ts";

export const validationRule: Check = {
  id: "AR037",
  name: "validation-rule",
  severity: "error",
  title: "A rule of restmap.conf that tests nothing, or cannot be read",
  why: "Splunk evaluates `[validation:savedsearch]` when a search with the action is saved. A rule that names a parameter that is not there always fails or never does; one that does not parse refuses every search. Ground: restmap.conf.spec.",
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
  *run({ addon, programs }) {
    const seen = new Set<string>();
    for (const { action } of programs) {
      for (const problem of problemsOf(addon, action.name)) {
        const key = `${problem.where?.file}:${problem.where?.line}:${problem.message}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield {
          message: problem.message,
          where: problem.where ?? { file: "default/restmap.conf" },
          hint: problem.hint ?? "Mend the rule.",
        };
      }
    }
  },
};

function problemsOf(addon: Addon, action: string): readonly Problem[] {
  try {
    return validateParams(addon, action, {}).problems;
  } catch (error) {
    if (error instanceof HarnessError) return [];
    throw error;
  }
}
