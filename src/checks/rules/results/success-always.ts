/** AR094: Every logged line says that the response succeeded. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const successAlways: Check = {
  id: "AR094",
  name: "success-always",
  severity: "warning",
  title: "Every logged line says that the response succeeded",
  why: '`message(…, status="success")` is the status that Incident Review shows for a response. A function that logs every line with this status reports success before the work is done, and for failures too. Ground: the interface of cim_actions.py.',
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
        message: `${trouble.what}() logs every line with status="success"`,
        where,
        hint: 'Log status="success" or "failure" once for each result, and other lines without a status.',
      };
    }
  },
};
