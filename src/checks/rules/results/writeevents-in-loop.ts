/** AR044: `writeevents` is called inside the loop over results. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const writeeventsInLoop: Check = {
  id: "AR044",
  name: "writeevents-in-loop",
  severity: "warning",
  title: "`writeevents` is called inside the loop over results",
  why: "`writeevents` keeps the events that it wrote. Called for each row, it writes the first event again with every row. Ground: cim_actions.py of Splunk_SA_CIM.",
  bad: {
    "in the loop": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nfor row in []:\n    m.addevent("a", sourcetype="s")\n    m.writeevents(index="main")\n',
    },
  },
  good: {
    "after it": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nfor row in []:\n    m.addevent("a", sourcetype="s")\nm.writeevents(index="main")\n',
    },
  },
  *run(facts) {
    for (const { call, file, where } of calls(facts, "writeevents")) {
      if (
        !call.isInLoop ||
        /\.events\s*=\s*\[\s*\]|\.events\.clear\(/.test(facts.text(file.path) ?? "")
      )
        continue;
      yield {
        message:
          "writeevents is called for each row: all events so far are written again each time",
        where,
        hint: "Call it once, after the loop.",
      };
    }
  },
};
