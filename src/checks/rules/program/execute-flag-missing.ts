/** AR003: alert.execute.cmd without --execute, which the script expects. */
import type { Check } from "../../rule/check.ts";

export const executeFlagMissing: Check = {
  id: "AR003",
  name: "execute-flag-missing",
  severity: "warning",
  title: "`alert.execute.cmd` without `--execute`, which the script expects",
  why: "Splunk adds `--execute` only when it finds the script by the name of the action. With `alert.execute.cmd` you declare all arguments yourself. A script that looks for `--execute` refuses to run without it. Ground: alert_actions.conf.spec.",
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
        message: `[${action.name}] the script expects --execute, which Splunk does not add to alert.execute.cmd`,
        where: action.stanza.settings.get("alert.execute.cmd")?.where ?? action.where,
        hint: "Add `alert.execute.cmd.arg.1 = --execute`.",
      };
    }
  },
};
