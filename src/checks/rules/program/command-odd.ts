/** AR005: A command that gives a parameter twice, or runs no script though there is one. */
import type { Check } from "../../rule/check.ts";

export const commandOdd: Check = {
  id: "AR005",
  name: "command-odd",
  severity: "warning",
  title: "A `command` that gives a parameter twice, or runs no script though there is one",
  why: "`command` replaces the hand-over to the script: a pipeline of its own never starts bin/<action>.py. A parameter that it names twice is taken once. Ground: alert_actions.conf.spec.",
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
          message: `[${action.name}] the command gives ${twice} twice`,
          where: command.where,
          hint: "Give it once.",
        };
      if (!action.isSendalert && facts.has(`bin/${action.name}.py`))
        yield {
          message: `[${action.name}] the command is a pipeline: bin/${action.name}.py is never started by it`,
          where: command.where,
          hint: "Leave `command` out when the script is meant, or remove the script.",
        };
    }
  },
};
