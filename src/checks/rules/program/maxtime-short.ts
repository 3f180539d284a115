/** AR009: Splunk ends the script before its own timeouts do. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const maxtimeShort: Check = {
  id: "AR009",
  name: "maxtime-short",
  severity: "warning",
  title: "Splunk ends the script before its own timeouts do",
  why: "`maxtime` (default: 5 minutes) ends the script from outside. A script that still waits for a response then never handles it and reports nothing. Ground: alert_actions.conf.spec.",
  bad: {
    timeout: {
      "default/alert_actions.conf": "[ping]\nmaxtime = 1m\n",
      "bin/ping.py": 'import requests\nrequests.get("https://x", timeout=90)\n',
    },
  },
  good: {
    shorter: {
      "default/alert_actions.conf": "[ping]\nmaxtime = 1m\n",
      "bin/ping.py": 'import requests\nrequests.get("https://x", timeout=30)\n',
    },
  },
  *run(facts) {
    for (const { action } of facts.programs) {
      for (const { file, call, where } of calls(facts)) {
        if (!file.actions.includes(action.name)) continue;
        const [value, ...more] = call.keywords["timeout"] ?? [];
        if (value?.kind !== "number" || more.length > 0 || value.value * 1000 < action.maxtimeMs)
          continue;
        yield {
          message: `[${action.name}] waits up to ${value.value} s, but maxtime ends it after ${action.maxtimeMs / 1000} s`,
          where,
          hint: "Raise maxtime, or use a shorter timeout.",
        };
      }
    }
  },
};
