/** AR143: A name that the Python does not have yet. */
import { differences } from "../../reading/python/differences.ts";
import type { Check } from "../../rule/check.ts";

export const pythonNewer: Check = {
  id: "AR143",
  name: "python-newer",
  severity: "error",
  title: "A name that the Python does not have yet",
  why: "`tomllib` (3.11), `int | None` at run time (3.10), `datetime.UTC` (3.11) do not exist in Python 3.9, which Splunk 9.3 to 10.0 run, whatever python.required says. The table was read off Python 3.7 to 3.13.",
  bad: {
    "a module": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import tomllib\n",
    },
    "a name": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9, 3.13\n",
      "bin/ping.py": "from datetime import UTC\n",
    },
  },
  good: {
    guarded: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    import tomllib\nexcept ImportError:\n    tomllib = None\n",
    },
    "only a newer Python is declared": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.13\n",
      "bin/ping.py": "from datetime import UTC\n",
    },
  },
  *run(facts) {
    for (const { difference, where, scope } of differences(
      facts,
      ({ isNewer, what }) => isNewer && !facts.python.modules.has(what.split(".")[0] ?? ""),
    )) {
      const { what, since, effect } = difference;
      yield {
        message: `\`${what}\` came with Python ${since}: ${effect} before`,
        where,
        hint: "Do without it, guard it, or name only newer Pythons as targets.",
        scope,
      };
    }
  },
};
