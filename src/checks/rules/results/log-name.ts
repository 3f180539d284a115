/** AR047: A log that Enterprise Security does not read. */
import { argument, calls, plainText } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const logName: Check = {
  id: "AR047",
  name: "log-name",
  severity: "warning",
  title: "A log that Enterprise Security does not read",
  why: "Enterprise Security reads the log of `setup_logger(name)` only when the name ends with `_modalert` or `_modworkflow`. In any other log it does not find the invocation. Ground: props.conf of Splunk_SA_CIM as public add-ons describe it.",
  bad: {
    "another name": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nlog = ModularAction.setup_logger("ping")\n',
    },
  },
  good: {
    modalert: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nlog = ModularAction.setup_logger("ping_modalert")\n',
    },
  },
  *run(facts) {
    for (const { call, where } of calls(facts, "setup_logger")) {
      const name = plainText(argument(call, 0, "name"));
      if (!/ModularAction\.|modaction\./.test(call.name)) continue;
      if (name === undefined || /_(?:modalert|modworkflow)$/.test(name)) continue;
      yield {
        message: `Enterprise Security does not read the log "${name}"`,
        where,
        hint: `Call it "${name}_modalert".`,
      };
    }
  },
};
