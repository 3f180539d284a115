/** AR065: A form is not exported. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { findHiddenForm } from "../../../addon/visibility/find-hidden.ts";
import type { Check } from "../../rule/check.ts";
import { formsOf } from "../../facts/forms.ts";

const FORM = "default/data/ui/alerts/ping.html";
const ACTION = { "default/alert_actions.conf": "[ping]\n", [FORM]: '<input name="x">\n' };

export const formNotExported: Check = {
  id: "AR065",
  name: "form-not-exported",
  severity: "warning",
  title: "A form is not exported",
  why: "The form of an alert action is an object of the type `[alerts]` in metadata. Where it is not exported, the action has no fields outside its own app. Ground: default.meta.conf.spec; a public report on slack-alerts.",
  bad: {
    "only the action": {
      ...ACTION,
      "metadata/default.meta": "[alert_actions]\nexport = system\n",
    },
    "no metadata": ACTION,
    "taken back": {
      ...ACTION,
      "metadata/default.meta": "[]\nexport = system\n[alerts/ping]\nexport = none\n",
    },
  },
  good: {
    "for all": { ...ACTION, "metadata/default.meta": "[]\nexport = system\n" },
    "for forms": { ...ACTION, "metadata/default.meta": "[alerts]\nexport = system\n" },
    "a form of nothing": { [FORM]: "" },
  },
  *run(facts) {
    const { addon, programs } = facts;
    if (isUccSource(addon)) return;
    for (const form of formsOf(facts)) {
      if (!programs.some(({ action }) => action.name === form.action)) continue;
      const hidden = findHiddenForm(addon, form.file);
      if (hidden !== undefined) yield hidden;
    }
  },
};
