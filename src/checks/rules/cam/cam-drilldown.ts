/** AR023: The drilldown of the framework's template was left in. */
import type { Check } from "../../rule/check.ts";

export const camDrilldown: Check = {
  id: "AR023",
  name: "cam-drilldown",
  severity: "warning",
  title: "The drilldown of the framework's template was left in",
  why: "`drilldown_uri` is where the response leads in Incident Review. The one that UCC and the Add-on Builder write opens a search over all of `_internal`. Ground: seen in public add-ons.",
  bad: {
    "left in": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "drilldown_uri": "search?q=search%20index%3D\\"_internal\\"&earliest=0&latest=", "supports_adhoc": true}\n',
    },
  },
  good: {
    "its own": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "drilldown_uri": "search?q=tag%3Dmodaction_result%20orig_sid%3D$sid$", "supports_adhoc": true}\n',
    },
    none: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
    },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      const uri = action.cam?.["drilldown_uri"];
      if (typeof uri !== "string" || !/_internal.*earliest=0&latest=$/.test(uri)) continue;
      yield {
        message: `[${action.name}] the drilldown is the template's: a search over all of _internal`,
        where: action.params.get("_cam")?.where ?? action.where,
        hint: "Lead it to the results, with the tokens $sid$ and $rid$; or leave it out.",
      };
    }
  },
};
