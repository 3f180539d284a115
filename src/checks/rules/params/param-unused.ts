/** AR031: A parameter that the script never reads. */
import type { Check } from "../../rule/check.ts";

export const paramUnused: Check = {
  id: "AR031",
  name: "param-unused",
  severity: "info",
  title: "A parameter that the script never reads",
  why: "A value that a user enters there has no effect. The rule skips scripts that pass all parameters on as one object.",
  bad: {
    unused: {
      "default/alert_actions.conf": "[ping]\nparam.a =\nparam.b =\n",
      "bin/ping.py": 'def go(helper):\n    helper.get_param("a")\n',
    },
  },
  good: {
    read: {
      "default/alert_actions.conf": "[ping]\nparam.a =\n",
      "bin/ping.py": 'def go(helper):\n    helper.get_param("a")\n',
    },
    "handed on": {
      "default/alert_actions.conf": "[ping]\nparam.a =\n",
      "bin/ping.py":
        'import json, sys\nc = json.load(sys.stdin)["configuration"]\nfor k, v in c.items():\n    pass\n',
    },
  },
  *run(facts) {
    for (const { action } of facts.programs) {
      const files = facts.python.files.filter((file) => file.actions.includes(action.name));
      const reads = files.flatMap((file) => file.reads.map((read) => read.name));
      if (reads.length === 0 || files.some((file) => file.escapes)) continue;
      for (const [name, { where }] of action.params) {
        if (name.startsWith("_") || reads.includes(name) || action.command.includes(name)) continue;
        if (
          files.some((file) =>
            new RegExp(`["']${name.replace(/\W/g, ".")}["']`).test(facts.text(file.path) ?? ""),
          )
        )
          continue;
        yield {
          message: `[${action.name}] \`param.${name}\` is declared, but the script never reads it`,
          where,
          hint: "Read it, or remove it from the stanza, the form and the spec file.",
        };
      }
    }
  },
};
