/** AR007: The script reads JSON, but Splunk sends XML. */
import type { Check } from "../../rule/check.ts";

export const payloadFormat: Check = {
  id: "AR007",
  name: "payload-format",
  severity: "error",
  title: "The script reads JSON, but Splunk sends XML",
  why: "Without `payload_format = json` the payload on stdin is XML, and `json.loads` fails at its first character. Ground: alert_actions.conf.spec.",
  bad: {
    "not given": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import json, sys\njson.loads(sys.stdin.read())\n",
    },
    xml: {
      "default/alert_actions.conf": "[ping]\npayload_format = xml\n",
      "bin/ping.py": "import json, sys\np = json.load(sys.stdin)\n",
    },
    "handed to ModularAction": {
      "default/alert_actions.conf": "[ping]\npayload_format = xml\n",
      "bin/ping.py":
        'import sys\nfrom cim_actions import ModularAction\naction = ModularAction(sys.stdin.read(), None, "ping")\n',
    },
  },
  good: {
    json: {
      "default/alert_actions.conf": "[ping]\npayload_format = json\n",
      "bin/ping.py": "import json, sys\njson.loads(sys.stdin.read())\n",
    },
    "another text": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import json\njson.loads("{}")\n',
    },
    "reads either": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "import json, sys\nimport xml.etree.ElementTree as ET\nt = sys.stdin.read()\ntry:\n    json.loads(t)\nexcept ValueError:\n    ET.fromstring(t)\n",
    },
  },
  *run(facts) {
    for (const { action } of facts.programs) {
      if (action.payloadFormat === "json") continue;
      const files = facts.python.files.filter((file) => file.actions.includes(action.name));
      if (files.some((file) => file.imports.some((imported) => /xml|lxml/.test(imported.module))))
        continue;
      for (const file of files) {
        const call = file.calls.find((candidate) => candidate.readsPayload);
        if (call === undefined) continue;
        yield {
          message: `[${action.name}] the script reads the payload as JSON, but payload_format is ${action.payloadFormat}`,
          where: { file: file.path, line: call.line, column: call.column },
          hint: "Add `payload_format = json` to the stanza in alert_actions.conf.",
        };
        break;
      }
    }
  },
};
