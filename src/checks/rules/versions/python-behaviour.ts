/** AR142: An expression that newer Pythons do not compute. */
import { differences, fromOn } from "../../reading/python/differences.ts";
import type { Check } from "../../rule/check.ts";

export const pythonBehaviour: Check = {
  id: "AR142",
  name: "python-behaviour",
  severity: "error",
  title: "An expression that newer Pythons do not compute",
  why: "Python 3 keeps text and bytes apart, gives views and iterators for lists, and compares only what has an order. Later ones refuse more: `random.sample` of a set (3.11), an unknown escape in a pattern (3.6), flags inside a pattern (3.11). The line ends in a TypeError or another error. Where it only computes something else, the finding is a warning. The rule tells only what it sees by literals, imports and assignments.",
  bad: {
    "text + bytes": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import base64\nheader = 'Basic ' + base64.b64encode(b'user:pass')\n",
    },
    "a digest of text": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import hashlib\nprint(hashlib.sha256('a').hexdigest())\n",
    },
    "an index of a view": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "row = {'a': 1}\nprint(row.keys()[0])\n",
    },
  },
  good: {
    "bytes that are decoded": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "import base64\nheader = 'Basic ' + base64.b64encode(b'user:pass').decode('ascii')\n",
    },
    "a list of the view": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "row = {'a': 1}\nprint(list(row.keys())[0])\n",
    },
  },
  *run(facts) {
    for (const { difference, where, scope } of differences(
      facts,
      ({ kind, isNewer }) => kind === "behaviour" && !isNewer,
    )) {
      const { what, since, effect } = difference;
      yield {
        severity: effect.startsWith("it ") ? "warning" : undefined,
        message: `${what}: ${effect} ${fromOn(since)}`,
        where,
        hint: "Convert the value first, or write it as Python 3 wants it.",
        scope,
      };
    }
  },
};
