/** AR035: savedsearches.conf.spec describes an action that does not exist. */
import { savedSearchSpec } from "../../facts/spec-params.ts";
import type { Check } from "../../rule/check.ts";

export const specForNoAction: Check = {
  id: "AR035",
  name: "spec-for-no-action",
  severity: "warning",
  title: "savedsearches.conf.spec describes an action that does not exist",
  why: "`action.<action>.param.<name>` in README/savedsearches.conf.spec makes the parameter known to Splunk. With the name of another action, the parameters of this one stay unknown. Ground: Splunk's «Create custom alert configuration files».",
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
        message: `the spec file is for the action ${action}, but the actions are ${names.join(", ")}`,
        where,
        hint: `Write action.${names[0]}.param.….`,
      };
    }
  },
};
