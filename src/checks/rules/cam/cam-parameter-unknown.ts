/** AR026: _cam names a parameter that there is not. */
import type { Check } from "../../rule/check.ts";

export const camParameterUnknown: Check = {
  id: "AR026",
  name: "cam-parameter-unknown",
  severity: "warning",
  title: "`param._cam` names a parameter that does not exist",
  why: "`required_params` and `field_name_params` name parameters of the stanza. A user can never give a required parameter that does not exist. Ground: alert_actions.conf.spec of Splunk_SA_CIM.",
  bad: {
    required: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "required_params": ["url"], "supports_adhoc": true}\n',
    },
  },
  good: {
    declared: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "required_params": ["url"], "supports_adhoc": true}\nparam.url =\n',
    },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      for (const key of ["required_params", "field_name_params"]) {
        const given = action.cam?.[key];
        for (const name of Array.isArray(given) ? given : []) {
          if (typeof name !== "string" || action.params.has(name)) continue;
          yield {
            message: `[${action.name}] ${key} names \`${name}\`, but there is no \`param.${name}\``,
            where: action.params.get("_cam")?.where ?? action.where,
            hint: `Add \`param.${name} =\`, or remove it from ${key}.`,
          };
        }
      }
    }
  },
};
