/** AR093: An event is made, and writeevents is called without it. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const eventLost: Check = {
  id: "AR093",
  name: "event-lost",
  severity: "warning",
  title: "An event is made, and written without having been added",
  why: "`writeevents` writes what `addevent` was given before. A branch that makes its event and goes on to `writeevents` without `addevent` writes nothing of it, so that the failure it tells of is never shown. Ground: the interface of cim_actions.py; seen in a public add-on for Okta.",
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
        message: `\`${trouble.what}\` is made here, and writeevents follows without addevent(${trouble.what}, …): it is never written`,
        where,
        hint: `Call addevent(${trouble.what}, sourcetype=…) in front of writeevents.`,
      };
    }
  },
};
