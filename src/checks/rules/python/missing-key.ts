/** AR084: A key is taken out of a dict that cannot hold it. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const missingKey: Check = {
  id: "AR084",
  name: "missing-key",
  severity: "error",
  title: "A key is taken out of a dict that cannot hold it",
  why: "`pop(key)` without a default ends in a KeyError when the key is not there. Here the dict was just made of keys with a prefix that this one does not have. Seen in a public add-on, where it fails for each result.",
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
        message: `${trouble.what}: only keys that begin with "${trouble.detail}" are left, so this is a KeyError each time`,
        where,
        hint: "Turn the test round, or give pop() a default.",
      };
    }
  },
};
