/** AR191: A waiver that waives nothing. Found when findings are waived, and not to be waived itself. */
import type { Rule } from "../../rule/check.ts";

const UNVERIFIED = {
  "default/alert_actions.conf": "[ping]\n",
  "bin/ping.py": "import requests\nrequests.get('https://x.example', verify=False)\n",
};
const REASON = "reason: the server of the lab has a certificate of its own";

export const waiverUnused: Rule = {
  id: "AR191",
  name: "waiver-unused",
  severity: "warning",
  title: "A waiver that waives nothing",
  why: "The finding no longer exists, never existed, or is in another file. The waiver would hide the next finding of this kind. Rules that this call does not run are not counted.",
  bad: {
    "another folder": {
      ...UNVERIFIED,
      "ar-sim.config.yaml": `waivers:\n  - id: AR081\n    path: lib/\n    ${REASON}\n`,
    },
  },
  good: {
    "it waives": {
      ...UNVERIFIED,
      "ar-sim.config.yaml": `waivers:\n  - id: AR081\n    ${REASON}\n`,
    },
  },
};
