/** AR001. Stands for the look-up that sendalert does in bin/ of the app that owns the action. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import type { Check } from "../../rule/check.ts";

export const scriptMissing: Check = {
  id: "AR001",
  name: "script-missing",
  severity: "error",
  title: "An alert action has no program to run",
  why: "`sendalert` looks for `bin/<action>.py` (or .sh, .js, or the file that `alert.execute.cmd` names) only in the app that owns the stanza. Without this file every run ends with «alert action script for action not found». Ground: Splunk's «Create a custom alert action script».",
  bad: {
    "no bin at all": { "default/alert_actions.conf": "[ping]\nlabel = Ping\n" },
    "script of another name": {
      "default/alert_actions.conf": "[ping]\nlabel = Ping\n",
      "bin/pong.py": "",
    },
    "script beside bin": { "default/alert_actions.conf": "[ping]\n", "ping.py": "" },
    "alert.execute.cmd that points nowhere": {
      "default/alert_actions.conf": "[ping]\nalert.execute.cmd = pong.py\n",
      "bin/ping.py": "",
    },
  },
  good: {
    "script beside it": { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "" },
    "named by alert.execute.cmd": {
      "default/alert_actions.conf":
        "[ping]\nalert.execute.cmd = pong.py\nalert.execute.cmd.arg.1 = --execute\n",
      "bin/pong.py": "",
    },
    "a pipeline that runs no script": {
      "default/alert_actions.conf": "[ping]\ncommand = outputlookup pings.csv\n",
    },
  },
  *run({ addon, programs }) {
    if (isUccSource(addon)) return;
    for (const { action, error } of programs) {
      if (error?.code !== "ADDON_SCRIPT_MISSING") continue;
      const cmd = action.stanza.settings.get("alert.execute.cmd");
      yield {
        message: `[${action.name}] ${error.message}`,
        where: cmd?.where ?? action.where,
        hint: error.hint ?? `Put ${action.name}.py into bin/.`,
      };
    }
  },
};
