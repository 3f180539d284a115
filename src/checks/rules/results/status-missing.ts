/** AR049: The response never says how it ended. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const statusMissing: Check = {
  id: "AR049",
  name: "status-missing",
  severity: "info",
  title: "The response never says how it ended",
  why: '`message(…, status="success")` or `"failure"` is the status that Incident Review shows for a response. Without it, the status stays the one that `invoke()` wrote. Ground: cim_actions.py of Splunk_SA_CIM.',
  bad: {
    never: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.invoke()\n',
    },
  },
  good: {
    said: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.invoke()\nm.message("done", status="success")\n',
    },
    "by place": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.invoke()\nm.message("done", "failure")\n',
    },
  },
  *run(facts) {
    for (const { call, where, file } of calls(facts, "invoke")) {
      if (!file.imports.some((imported) => imported.module === "cim_actions")) continue;
      const hasStatus = [...calls(facts, "message")].some(
        (update) =>
          update.call.keywords["status"] !== undefined || update.call.args[1] !== undefined,
      );
      if (hasStatus) continue;
      yield {
        message: `${call.name}() logs that the action began, but nothing logs how it ended`,
        where,
        hint: 'Call message("…", status="success") or "failure" for each result.',
      };
      return;
    }
  },
};
