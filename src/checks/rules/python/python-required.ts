/** AR078: python.version without python.required. */
import { releaseScope } from "../../targets/scope.ts";
import type { Check } from "../../rule/check.ts";

export const pythonRequired: Check = {
  id: "AR078",
  name: "python-required",
  severity: "info",
  title: "`python.version` without `python.required`",
  why: "Splunk 10.2 chooses the Python by python.required, and Splunkbase requires it. Ground: alert_actions.conf.spec of Splunk 10.",
  bad: { "version only": { "default/alert_actions.conf": "[ping]\npython.version = python3\n" } },
  good: {
    both: {
      "default/alert_actions.conf":
        "[ping]\npython.version = python3\npython.required = 3.9, 3.13\n",
    },
    neither: { "default/alert_actions.conf": "[ping]\n" },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      const { settings } = action.stanza;
      const version = settings.get("python.version");
      if (version === undefined || settings.has("python.required")) continue;
      yield {
        message: `[${action.name}] has python.version, but not python.required`,
        where: version.where,
        scope: releaseScope("10.2", true),
        hint: "Add `python.required = 3.9, 3.13` if the script runs on both.",
      };
    }
  },
};
