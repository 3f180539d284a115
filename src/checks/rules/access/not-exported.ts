/** AR061: The action is not exported. */
import { isAdaptive } from "../../../addon/visibility/is-adaptive.ts";
import { readMeta } from "../../../addon/read/read-meta.ts";
import { findHiddenAction } from "../../../addon/visibility/find-hidden.ts";
import type { Check } from "../../rule/check.ts";
import { fixExport } from "../../fixes/fix-export.ts";

export const notExported: Check = {
  id: "AR061",
  name: "not-exported",
  severity: "warning",
  title: "The action is not exported",
  why: "Other apps see an object only with `export = system`: a search of another app that uses the action ends with «Alert action not found», and Enterprise Security does not offer it. Ground: default.meta.spec.",
  bad: {
    "no export": {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\naccess = read : [ * ]\n",
    },
    "another object": {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[views]\nexport = system\n",
    },
  },
  good: {
    "for all": {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\nexport = system\n",
    },
    "for it": {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[alert_actions]\nexport = system\n",
    },
  },
  *run(facts) {
    const { addon, programs } = facts;
    if (!readMeta(addon.tree).exists) return;
    for (const { action } of programs) {
      const hidden = findHiddenAction(addon, action);
      if (hidden === undefined) continue;
      yield {
        // A plain action may be meant for its own app alone.
        severity: isAdaptive(action) ? "warning" : "info",
        message: `[${action.name}] is not exported: other apps do not see it`,
        where: hidden.where,
        hint: "Write `export = system` below [] or [alert_actions].",
        fix: fixExport(facts, action.name),
      };
    }
  },
};
