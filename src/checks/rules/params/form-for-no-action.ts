/** AR034: A form for an action that does not exist. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { formsOf } from "../../facts/forms.ts";
import type { Check } from "../../rule/check.ts";

export const formForNoAction: Check = {
  id: "AR034",
  name: "form-for-no-action",
  severity: "error",
  title: "A form for an action that does not exist",
  why: "Splunk Web looks for `default/data/ui/alerts/<action>.html`. It never shows a form of another name, so the action has no form. Ground: Splunk's «Create custom alert configuration forms».",
  bad: {
    "another name": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/svc_ping.html": '<form><input name="action.ping.param.url"></form>\n',
    },
  },
  good: {
    "its name": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<form><input name="action.ping.param.url"></form>\n',
    },
  },
  *run(facts) {
    if (isUccSource(facts.addon) || facts.programs.length === 0) return;
    const names = facts.addon.actions.map((action) => action.name);
    for (const { action, file } of formsOf(facts)) {
      if (names.includes(action) || facts.addon.conf("alert_actions").stanzas.has(action)) continue;
      yield {
        message: `the form is for [${action}], but the actions are ${names.map((name) => `[${name}]`).join(", ")}`,
        where: { file, line: 1 },
        hint: `Name the file ${names[0]}.html, and its inputs action.${names[0]}.param.….`,
      };
    }
  },
};
