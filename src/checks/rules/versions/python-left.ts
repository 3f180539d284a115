/** AR140: A name, method or argument that left Python. */
import { differences, fromOn } from "../../reading/python/differences.ts";
import type { PythonDifference } from "../../reading/python/python-reading.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";
import { importsMayBeMissing } from "../python/import-missing.ts";
import { REMOVED_MODULES } from "../python/removed-module.ts";

export const pythonLeft: Check = {
  id: "AR140",
  name: "python-left",
  severity: "error",
  title: "A name, method or argument that left Python",
  why: "Each Python removes names of its standard library: `collections.Mapping` (3.10), `ssl.wrap_socket` (3.12), `json.loads(encoding=…)` (3.9), `ConfigParser.readfp` (3.12). The line ends in an AttributeError, ImportError or TypeError. The rule follows imports, aliases and the types that it can see. Its table was read off Python 2.7 to 3.13; 3.14 is from «What's New In Python 3.14».",
  bad: {
    "a function": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import urllib as u\nprint(u.quote('a b'))\n",
    },
    "by a Python that is declared": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9, 3.13\n",
      "bin/ping.py": "from ssl import wrap_socket\n",
    },
    "a method": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import array\ndata = array.array('b')\ndata.tostring()\n",
    },
    "an argument": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import json, sys\njson.loads(sys.stdin.read(), encoding='utf-8')\n",
    },
  },
  good: {
    "by a newer Python than is declared": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9\n",
      "bin/ping.py": "from ssl import wrap_socket\n",
    },
    guarded: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "try:\n    from urllib import quote\nexcept ImportError:\n    from urllib.parse import quote\n",
    },
    "a name of its own": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "class string:\n    letters = 'ab'\nprint(string.letters)\n",
    },
    "a module of the add-on": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "from urllib2 import urlopen\n",
      "lib/urllib2.py": "def urlopen(url):\n    return url\n",
    },
  },
  *run(facts) {
    const wanted = (difference: PythonDifference): boolean => isMeant(facts, difference);
    for (const { difference, where, scope } of differences(facts, wanted)) {
      const { what, since, effect } = difference;
      yield {
        message: `\`${what}\` is no more ${fromOn(since)}: ${effect}`,
        where,
        hint: "Use its replacement, which «What's New In Python» names.",
        scope,
      };
    }
  },
};

function isMeant(facts: Facts, { kind, what, since, isNewer, type }: PythonDifference): boolean {
  if (isNewer || kind === "behaviour" || type !== "") return false;
  const [top = ""] = what.split(".");
  if (kind !== "method" && facts.python.modules.has(top)) return false;
  if (kind !== "import") return true;
  // Other rules tell whole modules.
  if (since === "3.0" && !what.includes(".")) return !importsMayBeMissing(facts);
  return REMOVED_MODULES[top] === undefined;
}
