/** AR033: An input of the form sets no parameter of the action. */
import { formsOf } from "../../facts/forms.ts";
import { savedSearchSpec } from "../../facts/spec-params.ts";
import type { Check } from "../../rule/check.ts";

export const formInputUnknown: Check = {
  id: "AR033",
  name: "form-input-unknown",
  severity: "warning",
  title: "An input of the form sets no parameter of the action",
  why: "Splunk Web saves an input as `action.<action>.param.<name>`; where the stanza does not declare it, Enterprise Security refuses it ad hoc. Ground: Splunk's «Create custom alert configuration forms».",
  bad: {
    "no such parameter": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<form><input name="action.ping.param.uri"></form>',
    },
    "another action": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<form><input name="action.pong.param.url"></form>',
    },
  },
  good: {
    declared: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<form><input name="action.ping.param.url"></form>\n',
    },
  },
  *run(facts) {
    const described = savedSearchSpec(facts);
    for (const form of formsOf(facts)) {
      const action = facts.programs.find((one) => one.action.name === form.action)?.action;
      if (action === undefined) continue;
      const prefix = `action.${action.name}.`;
      for (const { name, where } of form.inputs) {
        const param = name.startsWith(`${prefix}param.`)
          ? name.slice(prefix.length + 6)
          : undefined;
        if (param !== undefined && action.params.has(param)) continue;
        if (param === undefined && name.startsWith(prefix)) continue;
        const isMild = param !== undefined && !action.params.has("_cam");
        if (isMild && described.some((one) => one.action === action.name && one.param === param))
          continue;
        yield {
          ...(isMild ? { severity: "info" as const } : {}),
          message:
            param === undefined
              ? `the input \`${name}\` is not for [${action.name}]`
              : `the input \`${param}\` sets a parameter that [${action.name}] does not declare`,
          where,
          hint:
            param === undefined
              ? `Write ${prefix}param.<name>.`
              : `Add \`param.${param} =\` to the stanza.`,
        };
      }
    }
  },
};
