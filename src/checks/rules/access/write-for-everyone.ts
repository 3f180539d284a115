/** AR062: Everyone may change the action. */
import type { Check } from "../../rule/check.ts";

export const writeForEveryone: Check = {
  id: "AR062",
  name: "write-for-everyone",
  severity: "warning",
  title: "Everyone may change the action",
  why: "`write : [ * ]` lets every user change the stanza, including its command and parameters. Ground: default.meta.spec.",
  bad: {
    everyone: {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\naccess = read : [ * ], write : [ * ]\nexport = system\n",
    },
  },
  good: {
    admin: {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin ]\n",
    },
  },
  *run({ addon, programs }) {
    const [first] = programs;
    if (first === undefined) return;
    const access = addon.access("alert_actions", first.action.name);
    if (access.write?.includes("*") !== true) return;
    yield {
      message: "every user may change the action",
      where: access.where ?? { file: "metadata/default.meta" },
      hint: "Write `write : [ admin ]`.",
    };
  },
};
