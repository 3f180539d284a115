/** AR085: The script reports failure though it succeeded. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const exitAlways: Check = {
  id: "AR085",
  name: "exit-always",
  severity: "error",
  title: "The script reports failure though it succeeded",
  why: "`sendalert` reports an exit code other than 0 as a failure: «Alert script returned error code 1». Here a good run also reaches such an exit. Ground: Splunk's «Create a custom alert action script».",
  bad: {
    "exit behind the if": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import sys\nif len(sys.argv) > 1 and sys.argv[1] == "--execute":\n    print("ok")\nelse:\n    print("no")\nsys.exit(1)\n',
    },
  },
  good: {
    "exit in the else": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import sys\nif len(sys.argv) > 1 and sys.argv[1] == "--execute":\n    print("ok")\nelse:\n    sys.exit(1)\n',
    },
    "exit 0 in the if": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import sys\nif len(sys.argv) > 1 and sys.argv[1] == "--execute":\n    sys.exit(0)\nsys.exit(1)\n',
    },
  },
  *run(facts) {
    for (const { trouble, where } of seenTroubles(facts, "exit-always")) {
      yield {
        message: `a good run also reaches ${trouble.what}: Splunk reports every run as failed`,
        where,
        hint: "Move it into the branch that refuses to run, or exit with 0 before it.",
      };
    }
  },
};
