/** AR032: A parameter that no spec file describes. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { actionSpec } from "../../facts/spec-params.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";
import { fixSpec } from "../../fixes/fix-spec.ts";

export const paramNotInSpec: Check = {
  id: "AR032",
  name: "param-not-in-spec",
  severity: "info",
  title: "A parameter that no spec file describes",
  why: "README/alert_actions.conf.spec describes the parameters of the stanza. Without it Splunk warns of an «Invalid key in stanza» when it starts. Ground: Splunk's «Create custom alert configuration files».",
  bad: {
    "not described": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "README/alert_actions.conf.spec": "[ping]\n",
    },
    "no spec": { "default/alert_actions.conf": "[ping]\nparam.url =\n" },
  },
  good: {
    described: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "README/alert_actions.conf.spec": "[ping]\nparam.url = <string>\n",
    },
    "no parameter": { "default/alert_actions.conf": "[ping]\n" },
  },
  *run(facts) {
    if (isUccSource(facts.addon)) return;
    const spec = actionSpec(facts);
    for (const { action } of facts.programs) {
      const missing = [...action.params.keys()].filter(
        (name) => name !== "_cam" && spec?.has(name) !== true,
      );
      if (missing.length === 0) continue;
      const fix = fixSpec(facts, action.name, missing);
      yield {
        message: `[${action.name}] README/alert_actions.conf.spec ${spec === undefined ? "is not there" : "does not describe"}: ${missing.join(", ")}${strayOf(facts, spec)}`,
        where: action.where,
        hint: "Describe each as `param.<name> = <string>`.",
        fix,
      };
    }
  },
};

/** What it describes in their place, mostly by a slip: no action of the add-on has these. */
function strayOf(facts: Facts, spec: ReadonlySet<string> | undefined): string {
  const declared = new Set(facts.programs.flatMap(({ action }) => [...action.params.keys()]));
  const stray = [...(spec ?? [])].filter((name) => /^[\w.]+$/.test(name) && !declared.has(name));
  return stray.length === 0 ? "" : `. It describes ${stray.join(", ")}, which no action has`;
}
