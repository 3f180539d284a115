/** AR011: A template is in the place of alert_actions.conf. */
import type { Check } from "../../rule/check.ts";

export const confIsTemplate: Check = {
  id: "AR011",
  name: "conf-is-template",
  severity: "warning",
  title: "A template is in the place of alert_actions.conf",
  why: "Splunk reads default/alert_actions.conf, and no file with a longer name. There is no action until a build makes that file.",
  bad: {
    "a template": { "default/alert_actions.slap.conf": "[ping]\n" },
    jinja: { "default/alert_actions.conf.j2": "[ping]\n" },
  },
  good: {
    made: { "default/alert_actions.conf": "[ping]\n", "default/alert_actions.conf.j2": "[ping]\n" },
    "a spec": { "README/alert_actions.conf.spec": "[ping]\n" },
  },
  *run(facts) {
    if (facts.has("default/alert_actions.conf") || facts.has("local/alert_actions.conf")) return;
    for (const file of facts.files.filter((path) => /^default\/alert_actions\..+/.test(path))) {
      yield {
        message: `Splunk does not read ${file}: there is no action until a build makes alert_actions.conf of it`,
        where: { file, line: 1 },
        hint: "Build the add-on, then check the result.",
      };
    }
  },
};
