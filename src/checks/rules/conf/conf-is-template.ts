/** AR011: A template stands where alert_actions.conf is expected. */
import type { Check } from "../../rule/check.ts";

export const confIsTemplate: Check = {
  id: "AR011",
  name: "conf-is-template",
  severity: "warning",
  title: "A template stands where alert_actions.conf is expected",
  why: "Splunk reads default/alert_actions.conf, and nothing of a longer name: until a build has made it there is no action.",
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
        message: `${file} is no conf that Splunk reads: there is no action until alert_actions.conf is made of it`,
        where: { file, line: 1 },
        hint: "Build the add-on, and check what was built.",
      };
    }
  },
};
