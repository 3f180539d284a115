/** AR003: alert.execute.cmd without --execute, which the script wants. */
import type { Check } from "../../rule/check.ts";

export const executeFlagMissing: Check = {
  id: "AR003",
  name: "execute-flag-missing",
  severity: "warning",
  title: "`alert.execute.cmd` without `--execute`, which the script wants",
  why: "Splunk adds `--execute` by itself only where it finds the script by the action's name. With `alert.execute.cmd` all arguments must be given, and a script that looks for `--execute` refuses to run. Ground: alert_actions.conf.spec.",
  bad: {
    "no argument": {
      "default/alert_actions.conf": "[ping]\nalert.execute.cmd = go.py\n",
      "bin/go.py": 'import sys\nif "--execute" in sys.argv:\n    pass\n',
    },
  },
  good: {
    given: {
      "default/alert_actions.conf":
        "[ping]\nalert.execute.cmd = go.py\nalert.execute.cmd.arg.1 = --execute\n",
      "bin/go.py": 'import sys\nif "--execute" in sys.argv:\n    pass\n',
    },
    "not wanted": {
      "default/alert_actions.conf": "[ping]\nalert.execute.cmd = go.py\n",
      "bin/go.py": "pass\n",
    },
  },
  *run(facts) {
    for (const { action, program } of facts.programs) {
      if (program === undefined || program.args.includes("--execute")) continue;
      if (!(facts.text(program.file) ?? "").includes("--execute")) continue;
      yield {
        message: `[${action.name}] the script wants --execute, and alert.execute.cmd gives it only as an argument`,
        where: action.stanza.settings.get("alert.execute.cmd")?.where ?? action.where,
        hint: "Add `alert.execute.cmd.arg.1 = --execute`.",
      };
    }
  },
};
