/** AR048: The response never says that it was invoked. */
import type { Check } from "../../rule/check.ts";

export const invokeMissing: Check = {
  id: "AR048",
  name: "invoke-missing",
  severity: "warning",
  title: "The response never says that it was invoked",
  why: "Incident Review lists the responses of a notable by the «Invoking modular action» lines that `invoke()` writes. Without this line the response is not listed. Ground: cim_actions.py of Splunk_SA_CIM; the macro modular_action_invocations.",
  bad: {
    never: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
    },
  },
  good: {
    invoked: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.invoke()\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
    },
    "no adaptive response": { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "pass\n" },
    "the wrapper of UCC does": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        "from alert_actions_base import ModularAlertBase\nclass A(ModularAlertBase):\n    pass\n",
    },
  },
  *run(facts) {
    for (const { action, scripts } of facts.programs) {
      const files = facts.python.files.filter((file) => file.actions.includes(action.name));
      const uses = files.find((file) =>
        file.imports.some((imported) => imported.module === "cim_actions"),
      );
      if (uses === undefined || scripts.length === 0) continue;
      const names = files.flatMap((file) => file.calls.map((call) => call.name));
      if (names.some((name) => name.endsWith("invoke"))) continue;
      if (
        files.some((file) =>
          file.imports.some((imported) => /alert_actions_base/.test(imported.module)),
        )
      )
        continue;
      yield {
        message: `[${action.name}] invoke() is never called: Incident Review will not list the response`,
        where: {
          file: uses.path,
          line: uses.imports.find((imported) => imported.module === "cim_actions")?.line ?? 1,
        },
        hint: "Call update(result) and invoke() for each result.",
      };
    }
  },
};
