/** AR004: alert.execute.cmd points outside the app. */
import type { Check } from "../../rule/check.ts";

export const pathOutside: Check = {
  id: "AR004",
  name: "path-outside",
  severity: "error",
  title: "`alert.execute.cmd` points outside the app",
  why: "Splunk looks for the program in bin/ of the app by its file name. It refuses a path that leaves this folder. Ground: alert_actions.conf.spec: a file name, or a .path file in bin/.",
  bad: {
    parent: { "default/alert_actions.conf": "[ping]\nalert.execute.cmd = ../../x/bin/go.py\n" },
    absolute: { "default/alert_actions.conf": "[ping]\nalert.execute.cmd = /opt/go.sh\n" },
  },
  good: {
    "a name": { "default/alert_actions.conf": "[ping]\nalert.execute.cmd = go.py\n" },
    none: { "default/alert_actions.conf": "[ping]\n" },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      const cmd = action.stanza.settings.get("alert.execute.cmd");
      if (cmd === undefined || !/^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(cmd.value.trim()))
        continue;
      yield {
        message: `[${action.name}] alert.execute.cmd = ${cmd.value.trim()} points outside bin/`,
        where: cmd.where,
        hint: "Name a file in bin/. A .path file there may hold the path of a program elsewhere.",
      };
    }
  },
};
