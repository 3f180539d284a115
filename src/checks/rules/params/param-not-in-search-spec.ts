/** AR090: A parameter that savedsearches.conf.spec does not describe. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { savedSearchSpec } from "../../facts/spec-params.ts";
import type { Check } from "../../rule/check.ts";
import { fitsPieces } from "../../../text/wildcard.ts";

const FILE = "README/savedsearches.conf.spec";

export const paramNotInSearchSpec: Check = {
  id: "AR090",
  name: "param-not-in-search-spec",
  severity: "info",
  title: "A parameter that savedsearches.conf.spec does not describe",
  why: "A search that uses the action stores its parameters as `action.<action>.param.<name>` in savedsearches.conf. Administrators and editors look them up in README/savedsearches.conf.spec. Ground: Splunk's «Custom alert action component reference».",
  bad: {
    "not described": {
      "default/alert_actions.conf": "[ping]\nparam.url =\nparam.user =\n",
      "README/savedsearches.conf.spec": "action.ping.param.url = <string>\n",
    },
    "no spec": { "default/alert_actions.conf": "[ping]\nparam.url =\n" },
  },
  good: {
    described: {
      "default/alert_actions.conf": "[ping]\nparam.url =\nparam._cam = {}\n",
      "README/savedsearches.conf.spec": "# Ping\naction.ping.param.url = <string>\n",
    },
    "with a wildcard": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "README/savedsearches.conf.spec": "action.ping.param.* = <string>\n",
    },
    "by a placeholder": {
      "default/alert_actions.conf": "[ping]\nparam.header_1 =\n",
      "README/savedsearches.conf.spec": "action.ping.param.header_<n> = <string>\n",
    },
    "no parameter": { "default/alert_actions.conf": "[ping]\n" },
  },
  *run(facts) {
    if (isUccSource(facts.addon)) return;
    const described = savedSearchSpec(facts);
    for (const { action } of facts.programs) {
      const describedHere = described.filter((param) => param.action === action.name);
      const missing = [...action.params.keys()].filter(
        (name) =>
          !name.startsWith("_") && !describedHere.some(({ param }) => describes(param, name)),
      );
      if (missing.length === 0) continue;
      yield {
        message: `[${action.name}] ${FILE} ${facts.has(FILE) ? "does not describe" : "is not there"}: ${missing.join(", ")}`,
        where: action.where,
        hint: `Describe each as \`action.${action.name}.param.<name> = <string>\`.`,
      };
    }
  },
};

/** `*` and `<name>` in a spec file match any text. Ground: the specs that Splunk ships. */
function describes(spec: string, name: string): boolean {
  return fitsPieces(name, spec.split(/\*|<[^<>]*>/), 1);
}
