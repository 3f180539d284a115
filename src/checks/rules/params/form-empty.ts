/** AR036: An action without a usable form. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { formsOf } from "../../facts/forms.ts";
import type { Check } from "../../rule/check.ts";

export const formEmpty: Check = {
  id: "AR036",
  name: "form-empty",
  severity: "warning",
  title: "An action without a usable form",
  why: "Splunk Web shows `default/data/ui/alerts/<action>.html` when a user adds the action to a search. Without this file, or with an empty one, nobody can enter the parameters. Ground: Splunk's «Create custom alert configuration forms».",
  bad: {
    none: { "default/alert_actions.conf": "[ping]\nparam.url =\n" },
    empty: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": "\n",
    },
    "but a comment": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": "<!-- to do -->\n",
    },
  },
  good: {
    there: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": "<form></form>",
    },
    "no parameters": { "default/alert_actions.conf": "[ping]\n" },
  },
  *run(facts) {
    if (isUccSource(facts.addon)) return;
    const forms = formsOf(facts);
    for (const { action } of facts.programs) {
      if ([...action.params.keys()].every((name) => name.startsWith("_"))) continue;
      const form = forms.find((candidate) => candidate.action === action.name);
      if (form !== undefined && form.text.replace(/<!--[\s\S]*?-->/g, "").trim() !== "") continue;
      yield {
        severity: form === undefined ? "info" : "warning",
        message: `[${action.name}] ${form === undefined ? "there is no form" : "the form is empty"}: nobody can enter its parameters in Splunk Web`,
        where: form === undefined ? action.where : { file: form.file, line: 1 },
        hint: `Write default/data/ui/alerts/${action.name}.html with an input for each parameter.`,
      };
    }
  },
};
