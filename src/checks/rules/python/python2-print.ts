/** AR071: print >> parses in Python 3 and fails. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const python2Print: Check = {
  id: "AR071",
  name: "python2-print",
  severity: "error",
  title: "`print >>` parses in Python 3 and fails",
  why: "Python 3 reads `print >> stream, text` as a shift of the function `print`, which ends in a TypeError. The text is lost, and in an error path so is the real error. Ground: «What's New In Python 3.0»; every Splunk since 9.0 runs Python 3 whatever the add-on asks for.",
  bad: {
    "in an error path": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import sys\nprint >> sys.stderr, "FATAL no --execute"\n',
    },
  },
  good: {
    "the function": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import sys\nprint("FATAL", file=sys.stderr)\n',
    },
    "behind a test of the version": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'import sys\nif sys.version_info < (3,):\n    print >> sys.stderr, "x"\n',
    },
  },
  *run(facts) {
    for (const { where, severity } of seenTroubles(facts, "print-chevron")) {
      yield {
        severity,
        message: "`print >>` is a TypeError in Python 3",
        where,
        hint: "Write print(…, file=sys.stderr).",
      };
    }
  },
};
