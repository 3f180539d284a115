/** AR083: A name that nothing defines. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const undefinedName: Check = {
  id: "AR083",
  name: "undefined-name",
  severity: "error",
  title: "A name that nothing defines",
  why: "A name that is bound neither in its function, nor around it, nor in the module, ends in a NameError when Python reaches the line. Often it was renamed elsewhere. The rule skips files with `import *`.",
  bad: {
    "a renamed variable": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def go():\n    results = 1\n    return result\n",
    },
    "a forgotten import": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def go():\n    sys.exit(1)\n",
    },
  },
  good: {
    bound: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def go():\n    result = 1\n    return result\n",
    },
    "import *": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "from os import *\nprint(getcwd())\n",
    },
    "a global made elsewhere": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def a():\n    global seen\n    seen = 1\n\ndef b():\n    return seen\n",
    },
    guarded: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    name\nexcept NameError:\n    name = 1\n",
    },
  },
  *run(facts) {
    for (const { trouble, where } of seenTroubles(facts, "undefined-name")) {
      yield {
        message: `nothing defines \`${trouble.what}\`: the line ends in a NameError`,
        where,
        hint: "Import it, or correct the name.",
      };
    }
  },
};
