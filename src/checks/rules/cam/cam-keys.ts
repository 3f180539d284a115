/** AR021: param._cam lacks what an adaptive response must say. */
import type { Check } from "../../rule/check.ts";

export const camKeys: Check = {
  id: "AR021",
  name: "cam-keys",
  severity: "warning",
  title: "`param._cam` lacks a required key",
  why: "`category`, `task` and `subject` are lists of strings. `technology` is a list of objects with `vendor`, `product` and `version`. Enterprise Security filters the responses by them. Ground: alert_actions.conf.spec of Splunk_SA_CIM.",
  bad: {
    "no technology": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["x"], "category": ["y"]}\n',
    },
    "text for a list": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": "scan", "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
    },
    "an object for a list": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": {"vendor": "x", "product": "y", "version": ["1"]}, "supports_adhoc": true}\n',
    },
  },
  good: {
    whole: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
    },
    none: { "default/alert_actions.conf": "[ping]\n" },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      const { cam } = action;
      const where = action.params.get("_cam")?.where ?? action.where;
      if (cam === undefined) continue;
      for (const key of ["category", "task", "subject", "technology"]) {
        if (Array.isArray(cam[key])) continue;
        yield {
          message:
            key in cam ? `\`${key}\` of param._cam is not a list` : `param._cam has no \`${key}\``,
          where,
          hint: `Write "${key}": [${key === "technology" ? '{"vendor": "…", "product": "…", "version": ["…"]}' : '"…"'}].`,
        };
      }
    }
  },
};
