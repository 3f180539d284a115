/** AR002: Several programs could be meant. */
import type { Check } from "../../rule/check.ts";

export const programDoubtful: Check = {
  id: "AR002",
  name: "program-doubtful",
  severity: "warning",
  title: "Several programs could be meant",
  why: "Splunk starts the first of .sh, .py and .js that it finds in the folder of the platform and in bin/. Its preference is not documented for all platforms.",
  bad: {
    "py and sh": { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "", "bin/ping.sh": "" },
  },
  good: { one: { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "" } },
  *run({ programs }) {
    for (const { action, program } of programs) {
      const problem = program?.ambiguity;
      if (problem === undefined) continue;
      yield {
        message: `[${action.name}] ${problem.message}`,
        where: action.where,
        hint: problem.hint ?? "Keep one.",
      };
    }
  },
};
