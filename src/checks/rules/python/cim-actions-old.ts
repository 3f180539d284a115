/** AR082: The vendored cim_actions.py does not have what the script calls. */
import { calls } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const cimActionsOld: Check = {
  id: "AR082",
  name: "cim-actions-old",
  severity: "warning",
  title: "The vendored cim_actions.py does not have what the script calls",
  why: "Copies of cim_actions.py from 2016 have no addinfo, addevent or writeevents. The call ends in an AttributeError when Python finds the copy before the one of Splunk_SA_CIM. Ground: public copies of the file, from its first to its latest form.",
  bad: {
    "no writeevents": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.writeevents()\n',
      "bin/cim_actions.py": "class ModularAction:\n    def message(self):\n        pass\n",
    },
  },
  good: {
    "it has it": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.writeevents()\n',
      "bin/cim_actions.py": "class ModularAction:\n    def writeevents(self):\n        pass\n",
    },
    "not vendored": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from cim_actions import ModularAction\nModularAction("", None, "ping").writeevents()\n',
    },
  },
  *run(facts) {
    const copies = facts.files.filter((path) =>
      /^(?:bin|lib)\/(?:.*\/)?cim_actions\.py$/.test(path),
    );
    const [copy, ...others] = copies;
    if (copy === undefined || others.length > 0) return;
    const text = facts.text(copy) ?? "";
    if (!text.includes("class ModularAction")) return;
    for (const { call, file, where } of calls(facts, "addevent", "writeevents", "invoke")) {
      const method = call.name.slice(call.name.lastIndexOf(".") + 1);
      const script = facts.text(file.path) ?? "";
      if (text.includes(`def ${method}`) || script.includes(`def ${method}`)) continue;
      if (!file.imports.some((imported) => imported.module === "cim_actions")) continue;
      yield {
        message: `${copy} is too old: it has no ${method}()`,
        where,
        hint: "Use the file of a current Splunk_SA_CIM, or remove the copy and rely on Enterprise Security's.",
      };
      return;
    }
  },
};
