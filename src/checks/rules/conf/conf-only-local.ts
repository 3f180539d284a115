/** AR012: The action is declared in local/ only. */
import type { Check } from "../../rule/check.ts";

export const confOnlyLocal: Check = {
  id: "AR012",
  name: "conf-only-local",
  severity: "warning",
  title: "The action is declared in local/ only",
  why: "local/ belongs to the administrator of a Splunk. A package does not contain it, and an upgrade of the app does not install it. Ground: Splunk's «Configuration file directories».",
  bad: { local: { "local/alert_actions.conf": "[ping]\n" } },
  good: {
    default: { "default/alert_actions.conf": "[ping]\n" },
    both: { "default/alert_actions.conf": "[ping]\n", "local/alert_actions.conf": "[ping]\n" },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      if (action.stanza.headers.some(({ layer }) => layer.scope === "default")) continue;
      yield {
        message: `[${action.name}] is only in local/alert_actions.conf`,
        where: action.where,
        hint: "Move the stanza to default/alert_actions.conf.",
      };
    }
  },
};
