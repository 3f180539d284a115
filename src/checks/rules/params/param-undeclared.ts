/** AR030: The script reads a parameter that alert_actions.conf does not declare. */
import type { Check } from "../../rule/check.ts";
import { nearest } from "../../../text/nearest.ts";

export const paramUndeclared: Check = {
  id: "AR030",
  name: "param-undeclared",
  severity: "warning",
  title: "The script reads a parameter that alert_actions.conf does not declare",
  why: "Enterprise Security refuses an ad hoc call with a parameter that the stanza does not declare («Invalid parameter for adhoc modular action»), and without a default the script gets nothing. Ground: seen at Splunk_TA_paloalto and others.",
  bad: {
    configuration: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import json, sys\nc = json.loads(sys.stdin.read())["configuration"]\nprint(c["url"])\n',
    },
    get: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import json, sys\np = json.loads(sys.stdin.read())\nprint(p.get("configuration").get("url"))\n',
    },
    get_param: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'def go(helper):\n    return helper.get_param("url")\n',
    },
    "through a function": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import json, sys\ndef send(config):\n    return config.get("url")\n\np = json.load(sys.stdin)\nsend(p["configuration"])\n',
    },
  },
  good: {
    declared: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "bin/ping.py":
        'import json, sys\nc = json.loads(sys.stdin.read())["configuration"]\nprint(c["url"])\n',
    },
    "something else": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'd = {}\nd.get("url")\n',
    },
  },
  *run(facts) {
    for (const { action } of facts.programs) {
      const names = [...action.params.keys()];
      const seen = new Set<string>();
      for (const file of facts.python.files.filter((one) => one.actions.includes(action.name))) {
        if (file.actions.length > 1) continue;
        for (const read of file.reads) {
          if (names.includes(read.name) || seen.has(read.name) || read.name.startsWith("_"))
            continue;
          seen.add(read.name);
          const meant = nearest(read.name, names);
          yield {
            // Enterprise Security alone refuses it; a saved search may carry what it likes.
            ...(action.params.has("_cam") ? {} : { severity: "info" as const }),
            message: `the parameter \`${read.name}\` is read, but [${action.name}] has no \`param.${read.name}\``,
            where: { file: file.path, line: read.line, column: read.column },
            hint:
              meant === undefined
                ? `Add \`param.${read.name} =\` to the stanza.`
                : `Did you mean \`${meant}\`?`,
          };
        }
      }
    }
  },
};
