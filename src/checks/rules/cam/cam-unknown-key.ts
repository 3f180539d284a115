/** AR022: A key that param._cam does not have. */
import type { Check } from "../../rule/check.ts";
import { nearest } from "../../../text/nearest.ts";

export const camUnknownKey: Check = {
  id: "AR022",
  name: "cam-unknown-key",
  severity: "warning",
  title: "An unknown key in `param._cam`",
  why: "Enterprise Security ignores a misspelled key. With `support_adhoc`, for example, Incident Review does not offer the response. Ground: alert_actions.conf.spec of Splunk_SA_CIM.",
  bad: {
    misspelled: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "support_adhoc": true}\n',
    },
  },
  good: {
    known: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
    },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      for (const key of Object.keys(action.cam ?? {})) {
        if (KEYS.includes(key)) continue;
        const meant = nearest(key, KEYS);
        yield {
          message: `[${action.name}] param._cam: the unknown key \`${key}\` is ignored`,
          where: action.params.get("_cam")?.where ?? action.where,
          hint: meant === undefined ? "Remove it." : `Did you mean \`${meant}\`?`,
        };
      }
    }
  },
};

const KEYS: readonly string[] = [
  "category",
  "task",
  "subject",
  "technology",
  "drilldown_uri",
  "field_name_params",
  "required_params",
  "supports_adhoc",
  "supports_cloud",
  "supports_workers",
];
