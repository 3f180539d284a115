/** AR093: An event is created but not added before writeevents. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const eventLost: Check = {
  id: "AR093",
  name: "event-lost",
  severity: "warning",
  title: "An event is created but not added before `writeevents`",
  why: "`writeevents` writes the events that `addevent` got before. A branch that creates its event and calls `writeevents` without `addevent` loses the event, so the failure that it describes never appears. Ground: the interface of cim_actions.py; seen in a public add-on for Okta.",
  bad: {
    "an error branch": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'def go(helper, response):\n    if response.status_code > 299:\n        event = "outcome=error"\n        helper.writeevents(index="main")\n        return 1\n    event = "outcome=success"\n    helper.addevent(event, sourcetype="ping")\n    helper.writeevents(index="main")\n    return 0\n',
    },
  },
  good: {
    added: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'def go(helper, response):\n    if response.status_code > 299:\n        event = "outcome=error"\n        helper.addevent(event, sourcetype="ping")\n        helper.writeevents(index="main")\n        return 1\n    event = "outcome=success"\n    if event:\n        helper.addevent(event, sourcetype="ping")\n    helper.writeevents(index="main")\n',
    },
    "handed to another function": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'def go(helper, add):\n    event = "a"\n    helper.addevent(event, sourcetype="ping")\n    event = "b"\n    add(event)\n    helper.writeevents(index="main")\n',
    },
  },
  *run(facts) {
    for (const { trouble, where } of seenTroubles(facts, "event-lost")) {
      yield {
        message: `\`${trouble.what}\` is never written: writeevents follows without addevent(${trouble.what}, …)`,
        where,
        hint: `Call addevent(${trouble.what}, sourcetype=…) before writeevents.`,
      };
    }
  },
};
