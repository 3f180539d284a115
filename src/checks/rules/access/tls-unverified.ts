/** AR081: Certificates are not verified. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const tlsUnverified: Check = {
  id: "AR081",
  name: "tls-unverified",
  severity: "warning",
  title: "Certificates are not verified",
  why: "`verify=False` accepts any certificate. Anyone between the two machines can read what is sent, secrets included. AppInspect refuses it for Splunk Cloud.",
  bad: {
    "verify=False": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import requests\nrequests.get("https://x", verify=False)\n',
    },
  },
  good: {
    verified: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import requests\nrequests.get("https://x", verify=True)\n',
    },
    "a setting": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import requests\ndef go(v):\n    requests.get("https://x", verify=v)\n',
    },
  },
  *run(facts) {
    for (const { call, where } of calls(facts)) {
      const value = call.keywords["verify"];
      if (value?.length !== 1 || value[0]?.kind !== "bool" || value[0].value) continue;
      yield {
        message: "verify=False accepts any certificate",
        where,
        hint: "Remove verify=False, or let a setting name the CA file.",
      };
    }
  },
};
