/** AR035: savedsearches.conf.spec describes an action that there is not. */
import { savedSearchSpec } from "../../facts/spec-params.ts";
import type { Check } from "../../rule/check.ts";

export const specForNoAction: Check = {
  id: "AR035",
  name: "spec-for-no-action",
  severity: "warning",
  title: "savedsearches.conf.spec describes an action that there is not",
  why: "`action.<action>.param.<name>` of README/savedsearches.conf.spec makes the parameter known to Splunk; under another name the action's own are unknown. Ground: Splunk's «Create custom alert configuration files».",
  bad: {
    "another name": {
      "default/alert_actions.conf": "[ping]\n",
      "README/savedsearches.conf.spec": "action.svc_ping.param.url = <string>\n",
    },
  },
  good: {
    "its name": {
      "default/alert_actions.conf": "[ping]\n",
      "README/savedsearches.conf.spec": "action.ping.param.url = <string>\n",
    },
  },
  *run(facts) {
    const names = facts.addon.actions.map((action) => action.name);
    const seen = new Set<string>();
    for (const { action, where } of savedSearchSpec(facts)) {
      if (names.length === 0 || names.includes(action) || seen.has(action)) continue;
      seen.add(action);
      yield {
        message: `the spec is for the action ${action}, but the actions are ${names.join(", ")}`,
        where,
        hint: `Write action.${names[0]}.param.….`,
      };
    }
  },
};
