/** AR046: Events go to an index that nobody defines. */
import { shippedIndexes } from "../../../events/index/index-check.ts";
import { indexesOf } from "../../facts/written-events.ts";
import type { Check } from "../../rule/check.ts";

export const indexUndefined: Check = {
  id: "AR046",
  name: "index-undefined",
  severity: "warning",
  title: "Events go to an index that nobody defines",
  why: "Splunk drops events for an index that does not exist, with a message in splunkd.log. Neither Splunk, nor Enterprise Security, nor the add-on defines this index. An administrator may.",
  bad: {
    unknown: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", "s")\nm.writeevents(index="pings")\n',
    },
  },
  good: {
    defined: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", "s")\nm.writeevents(index="pings")\n',
      "default/indexes.conf": "[pings]\n",
    },
    shipped: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
    },
  },
  *run(facts) {
    for (const { text, where } of indexesOf(facts)) {
      if (text === undefined || text === "" || shippedIndexes.has(text)) continue;
      if (facts.addon.conf("indexes").stanzas.has(text)) continue;
      yield {
        message: `neither the add-on nor Splunk defines the index "${text}"`,
        where,
        hint: `Define [${text}] in indexes.conf, or document that an administrator must create it.`,
      };
    }
  },
};
