/** AR094: Each logged line says that the response succeeded. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const successAlways: Check = {
  id: "AR094",
  name: "success-always",
  severity: "warning",
  title: "Each logged line says that the response succeeded",
  why: '`message(…, status="success")` is what Incident Review shows as the status of a response. A function that hands on every line with this status says so before the work is done, and of failures too. Ground: the interface of cim_actions.py.',
  bad: {
    "a function for all lines": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'class Ping:\n    def info(self, text):\n        self.action.message(text, status="success")\n\n    def run(self):\n        self.info("started")\n        self.info("could not connect")\n',
    },
  },
  good: {
    "for the end alone": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'class Ping:\n    def done(self, text):\n        self.action.message(text, status="success")\n\n    def run(self):\n        self.action.message("started", status="working")\n        self.done("all done")\n',
    },
    "the status is given": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'class Ping:\n    def tell(self, text, status="success"):\n        self.action.message(text, status=status)\n\n    def run(self):\n        self.tell("a", "working")\n        self.tell("b")\n',
    },
  },
  *run(facts) {
    for (const { trouble, where } of seenTroubles(facts, "success-always")) {
      yield {
        message: `every line that goes through ${trouble.what}() is logged with status="success"`,
        where,
        hint: 'Leave status out for lines on the way, and say "success" or "failure" once for each result.',
      };
    }
  },
};
