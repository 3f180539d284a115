/** AR141: A method that left Python, of an object of unknown type. */
import { differences, fromOn } from "../../reading/python/differences.ts";
import type { Check } from "../../rule/check.ts";

export const pythonTypeUnknown: Check = {
  id: "AR141",
  name: "python-type-unknown",
  severity: "warning",
  title: "A method that left Python, of an object of unknown type",
  why: "Only classes of the standard library had methods such as `readfp`, `getchildren`, `isAlive` or `assertEquals`, and newer Pythons removed them. The rule does not see which class the object has, so it is a guess: a class of the add-on or of a library may have the method.",
  bad: {
    isAlive: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def wait(worker):\n    return worker.isAlive()\n",
    },
  },
  good: {
    "a class of its own": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "class Worker:\n    def isAlive(self):\n        return True\n\nprint(Worker().isAlive())\n",
    },
  },
  *run(facts) {
    for (const { difference, where, scope } of differences(
      facts,
      ({ type, isNewer }) => type !== "" && !isNewer,
    )) {
      yield {
        message: `no class of Python has \`.${difference.what}\` ${fromOn(difference.since)}; the type of \`${difference.type}\` is not known`,
        where,
        hint: "Use the replacement if the object is of a class of Python.",
        scope,
      };
    }
  },
};
