/** AR017: The script uses the name of another action. */
import { argument, plainText } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const actionNameDiffers: Check = {
  id: "AR017",
  name: "action-name-differs",
  severity: "error",
  title: "The script uses the name of another action",
  why: "`ModularAction(…, action_name)` writes log lines and events under that name. Enterprise Security shows them for the action of that name, so the responses of this action never appear. This often remains from copying another add-on.",
  bad: {
    "a copy": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import sys\nfrom cim_actions import ModularAction\nm = ModularAction(sys.stdin.read(), None, "pong")\n',
    },
    "by a class of its own": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import sys\nfrom cim_actions import ModularAction\nclass Ping(ModularAction):\n    pass\n\nm = Ping(sys.stdin.read(), None, "pong")\n',
    },
  },
  good: {
    "its own name": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'import sys\nfrom cim_actions import ModularAction\nm = ModularAction(sys.stdin.read(), None, "ping")\n',
    },
  },
  *run(facts) {
    const names = new Set(facts.addon.actions.map((action) => action.name));
    for (const file of facts.python.files) {
      for (const call of file.calls) {
        const name = plainText(argument(call, 2, "action_name"));
        if (!call.isAction || name === undefined || names.has(name)) continue;
        yield {
          message: `the script calls the action "${name}", but no stanza has that name`,
          where: { file: file.path, line: call.line, column: call.column },
          hint: `Write "${file.actions[0]}".`,
        };
      }
    }
  },
};
