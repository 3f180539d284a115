/** AR086: e.message does not exist in Python 3. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const exceptionMessage: Check = {
  id: "AR086",
  name: "exception-message",
  severity: "warning",
  title: "`e.message` does not exist in Python 3",
  why: "Exceptions have no attribute `message` in Python 3. Reading it ends in an AttributeError, which hides the real error.",
  bad: {
    Exception: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    pass\nexcept Exception as e:\n    print(e.message)\n",
    },
  },
  good: {
    str: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    pass\nexcept Exception as e:\n    print(str(e))\n",
    },
    "an exception of its own": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'class E(Exception):\n    message = ""\n\ntry:\n    pass\nexcept E as e:\n    print(e.message)\n',
    },
  },
  *run(facts) {
    for (const { trouble, where } of seenTroubles(facts, "exception-message")) {
      yield {
        message: `\`${trouble.what}\` is an AttributeError in Python 3, which hides the real error`,
        where,
        hint: "Write str(e).",
      };
    }
  },
};
