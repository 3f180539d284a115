/** AR024: The response has a form, but Incident Review will not offer it. */
import { formsOf } from "../../facts/forms.ts";
import type { Check } from "../../rule/check.ts";
import { fixSupportsAdhoc } from "../../fixes/fix-supports-adhoc.ts";

export const camNotAdhoc: Check = {
  id: "AR024",
  name: "cam-not-adhoc",
  severity: "warning",
  title: "The response has a form, but Incident Review will not offer it",
  why: 'A user can start a response from a notable only with `"supports_adhoc": true`. Ground: alert_actions.conf.spec of Splunk_SA_CIM (default false).',
  bad: {
    absent: {
      "default/alert_actions.conf":
        '[ping]\nparam.url =\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}]}\n',
      "default/data/ui/alerts/ping.html": '<form><input name="action.ping.param.url"></form>\n',
    },
  },
  good: {
    set: {
      "default/alert_actions.conf":
        '[ping]\nparam.url =\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "default/data/ui/alerts/ping.html": '<form><input name="action.ping.param.url"></form>\n',
    },
    "no form": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}]}\n',
    },
  },
  *run(facts) {
    const forms = formsOf(facts);
    for (const { action } of facts.programs) {
      if (action.cam === undefined || "supports_adhoc" in action.cam) continue;
      if (!forms.some((form) => form.action === action.name)) continue;
      const fix = fixSupportsAdhoc(facts, action.params.get("_cam"));
      yield {
        message: `[${action.name}] param._cam has no supports_adhoc: Incident Review does not offer the action`,
        where: action.params.get("_cam")?.where ?? action.where,
        hint: 'Add "supports_adhoc": true.',
        fix,
      };
    }
  },
};
