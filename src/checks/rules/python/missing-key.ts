/** AR084: The script pops a key that the dict cannot contain. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const missingKey: Check = {
  id: "AR084",
  name: "missing-key",
  severity: "error",
  title: "The script pops a key that the dict cannot contain",
  why: "`pop(key)` without a default ends in a KeyError when the key is missing. Here the dict contains only keys with a prefix that this key does not have. Seen in a public add-on, where it fails for each result.",
  bad: {
    pop: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'def go(row):\n    row = {k: row[k] for k in row if k.startswith("_")}\n    row.pop("punct")\n',
    },
  },
  good: {
    "with a default": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'def go(row):\n    row = {k: row[k] for k in row if k.startswith("_")}\n    row.pop("punct", None)\n',
    },
    "the others": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'def go(row):\n    row = {k: row[k] for k in row if not k.startswith("_")}\n    row.pop("punct")\n',
    },
  },
  *run(facts) {
    for (const { trouble, where } of seenTroubles(facts, "missing-key")) {
      yield {
        message: `${trouble.what}: only keys that begin with "${trouble.detail}" are left, so this always ends in a KeyError`,
        where,
        hint: "Reverse the condition, or give pop() a default.",
      };
    }
  },
};
