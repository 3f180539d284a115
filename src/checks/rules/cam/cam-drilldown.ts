/** AR023: The drilldown is still the one from the template. */
import type { Check } from "../../rule/check.ts";

export const camDrilldown: Check = {
  id: "AR023",
  name: "cam-drilldown",
  severity: "warning",
  title: "The drilldown is still the one from the template",
  why: "`drilldown_uri` is the link of the response in Incident Review. UCC and the Add-on Builder write one that opens a search over all of `_internal`. Ground: seen in public add-ons.",
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
        message: `[${action.name}] the drilldown is the one from the template, a search over all of _internal`,
        where: action.params.get("_cam")?.where ?? action.where,
        hint: "Link to the results with the tokens $sid$ and $rid$, or remove drilldown_uri.",
      };
    }
  },
};
