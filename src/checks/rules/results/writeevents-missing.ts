/** AR043: `addevent` is called, but `writeevents` never is. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const writeeventsMissing: Check = {
  id: "AR043",
  name: "writeevents-missing",
  severity: "error",
  title: "`addevent` is called, but `writeevents` never is",
  why: "`addevent` only collects events. Without `writeevents` the script writes none, and there is no result to show. Ground: cim_actions.py of Splunk_SA_CIM.",
  bad: {
    never: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="s")\n',
    },
  },
  good: {
    called: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
    },
  },
  *run(facts) {
    for (const { action } of facts.programs) {
      const of = (name: string) =>
        [...calls(facts, name)].filter(({ file }) => file.actions.includes(action.name));
      const [first] = of("addevent");
      if (first === undefined || of("writeevents").length > 0) continue;
      yield {
        message: "addevent collects an event, but writeevents is never called: nothing is written",
        where: first.where,
        hint: "Call writeevents(index=…, source=…) once, after the last result.",
      };
    }
  },
};
