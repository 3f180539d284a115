/** AR005: A command that passes a parameter twice, or never starts the script. */
import type { Check } from "../../rule/check.ts";

export const commandOdd: Check = {
  id: "AR005",
  name: "command-odd",
  severity: "warning",
  title: "A `command` that passes a parameter twice, or never starts the script",
  why: "`command` replaces the call of the script: with an SPL pipeline Splunk never starts bin/<action>.py. Splunk uses one value of a parameter that appears twice. Ground: alert_actions.conf.spec.",
  bad: {
    twice: {
      "default/alert_actions.conf":
        "[ping]\ncommand = sendalert $action_name$ param.a=1 param.a=2\n",
      "bin/ping.py": "",
    },
    "beside a script": {
      "default/alert_actions.conf": "[ping]\ncommand = outputlookup x.csv\n",
      "bin/ping.py": "import sys\n",
    },
  },
  good: {
    once: {
      "default/alert_actions.conf":
        "[ping]\ncommand = sendalert $action_name$ param.a=1 param.b=2\n",
      "bin/ping.py": "",
    },
    "no script": { "default/alert_actions.conf": "[ping]\ncommand = outputlookup x.csv\n" },
  },
  *run(facts) {
    for (const { action } of facts.programs) {
      const command = action.stanza.own.get("command");
      if (command === undefined) continue;
      const names = [...command.value.matchAll(/(?:^|\s)([\w.]+)=/g)].map(
        (match) => match[1] ?? "",
      );
      const twice = action.isSendalert
        ? names.find((name, at) => names.indexOf(name) !== at)
        : undefined;
      if (twice !== undefined)
        yield {
          message: `[${action.name}] the command passes ${twice} twice`,
          where: command.where,
          hint: "Pass it once.",
        };
      if (!action.isSendalert && facts.has(`bin/${action.name}.py`))
        yield {
          message: `[${action.name}] the command is a pipeline that never starts bin/${action.name}.py`,
          where: command.where,
          hint: "Remove `command` to run the script, or remove the script.",
        };
    }
  },
};
