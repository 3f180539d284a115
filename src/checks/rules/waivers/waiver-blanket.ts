/** AR190: A waiver of every finding everywhere. Found when findings are waived, and not to be waived itself. */
import type { Rule } from "../../rule/check.ts";

const UNVERIFIED = {
  "default/alert_actions.conf": "[ping]\n",
  "bin/ping.py": "import requests\nrequests.get('https://x.example', verify=False)\n",
};
const REASON = "reason: the server of the lab has a certificate of its own";

export const waiverBlanket: Rule = {
  id: "AR190",
  name: "waiver-blanket",
  severity: "warning",
  title: "A waiver of every finding everywhere",
  why: "Such a waiver also hides findings that nobody has seen yet, and those of future rules. Nobody can answer for these. Name rules, or at least a path.",
  bad: {
    everything: { ...UNVERIFIED, "ar-sim.config.yaml": `waivers:\n  - id: "*"\n    ${REASON}\n` },
  },
  good: {
    "one rule": { ...UNVERIFIED, "ar-sim.config.yaml": `waivers:\n  - id: AR081\n    ${REASON}\n` },
    "all of a folder": {
      ...UNVERIFIED,
      "ar-sim.config.yaml": `waivers:\n  - id: "*"\n    path: bin/\n    ${REASON}\n`,
    },
  },
};
