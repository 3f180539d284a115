/** AR045: Events without the header that links them to the notable. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const camHeaderOff: Check = {
  id: "AR045",
  name: "cam-header-off",
  severity: "warning",
  title: "Events without the header that links them to the notable",
  why: "With `cam_header=False` the event has no line with orig_action_name, orig_sid and orig_rid. Enterprise Security cannot tell which response it belongs to. Ground: cim_actions.py of Splunk_SA_CIM.",
  bad: {
    off: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="s", cam_header=False)\nm.writeevents()\n',
    },
  },
  good: {
    on: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
    },
  },
  *run(facts) {
    for (const { call, where } of calls(facts, "addevent")) {
      const value = call.keywords["cam_header"] ?? call.args[2];
      if (value?.length !== 1 || value[0]?.kind !== "bool" || value[0].value) continue;
      yield {
        message: "with cam_header=False nothing links the event to its response",
        where,
        hint: "Remove cam_header=False.",
      };
    }
  },
};
