/** AR030: The script reads a parameter that alert_actions.conf does not declare. */
import type { AlertAction } from "../../../addon/addon.ts";
import type { ParameterRead } from "../../reading/python/python-reading.ts";
import type { Check, Observation } from "../../rule/check.ts";
import { nearest } from "../../../text/nearest.ts";

export const paramUndeclared: Check = {
  id: "AR030",
  name: "param-undeclared",
  severity: "warning",
  title: "The script reads a parameter that alert_actions.conf does not declare",
  why: "Enterprise Security refuses an ad hoc call with a parameter that the stanza does not declare («Invalid parameter for adhoc modular action»). Without a default in the stanza, the script gets no value either. Ground: seen at Splunk_TA_paloalto and others.",
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
      const seen = new Set(action.params.keys());
      for (const file of facts.python.files) {
        // A module that several actions share may read parameters of each.
        if (file.actions.length > 1 || file.actions[0] !== action.name) continue;
        for (const read of file.reads) {
          if (seen.has(read.name) || read.name.startsWith("_")) continue;
          seen.add(read.name);
          yield undeclared(action, read, file.path);
        }
      }
    }
  },
};

function undeclared(action: AlertAction, read: ParameterRead, file: string): Observation {
  const { name, line, column } = read;
  const meant = nearest(name, action.params.keys());
  return {
    // Only Enterprise Security refuses it. A saved search may set any parameter.
    severity: action.params.has("_cam") ? undefined : "info",
    message: `the script reads the parameter \`${name}\`, but [${action.name}] has no \`param.${name}\``,
    where: { file, line, column },
    hint:
      meant === undefined ? `Add \`param.${name} =\` to the stanza.` : `Did you mean \`${meant}\`?`,
  };
}
