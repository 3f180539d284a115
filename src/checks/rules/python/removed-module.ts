/** AR074: A module that newer Pythons no longer include. */
import type { AlertAction } from "../../../addon/addon.ts";
import { imports } from "../../reading/python/imports.ts";
import { actionsOf } from "../../reading/python/differences.ts";
import { pythonScope } from "../../targets/scope.ts";
import type { Check } from "../../rule/check.ts";

export const removedModule: Check = {
  id: "AR074",
  name: "removed-module",
  severity: "warning",
  title: "A module that newer Pythons no longer include",
  why: "Python 3.12 and 3.13 removed `imp`, `distutils`, `asyncore`, `cgi`, `telnetlib`, `pipes`, `crypt` and others from the standard library. Splunk 10.2 runs Python 3.13. The finding is an error where python.required names such a Python, and a warning otherwise. Ground: «What's New In Python 3.12» and «3.13».",
  bad: {
    telnetlib: { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "import telnetlib\n" },
    from: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "from distutils.version import LooseVersion\n",
    },
  },
  good: {
    guarded: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    import imp\nexcept ImportError:\n    imp = None\n",
    },
    "one that stays": { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "import json\n" },
    "brought along": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import cgi\n",
      "lib/cgi.py": "",
    },
  },
  *run(facts) {
    for (const { file, imported, action } of imports(facts)) {
      const top = imported.module.split(".")[0] ?? "";
      const gone = REMOVED_MODULES[top];
      if (gone === undefined || imported.isGuarded || imported.level > 0) continue;
      if (facts.python.modules.has(top)) continue;
      const scope = pythonScope(actionsOf(facts, file), { since: `3.${gone}`, isNewer: false });
      yield {
        severity: requiredMinors(action).some((minor) => minor >= gone) ? "error" : undefined,
        // Without targets it counts as a warning, since Splunk 10.2 has such a Python.
        scope: { ...scope, countsAlways: true, severity: "error" },
        message: `\`${top}\` does not exist from Python 3.${gone} on`,
        where: { file: file.path, line: imported.line, column: imported.column },
        hint: HINTS[top] ?? "Use its replacement, or add the module to lib/.",
      };
    }
  },
};

/** `python.required = 3.9, 3.13` → 9 and 13. */
function requiredMinors(action: AlertAction | undefined): number[] {
  const required = action?.stanza.settings.get("python.required")?.value ?? "";
  return required.split(",").map((text) => Number(text.trim().split(".")[1]));
}

/** Module → minor version of the first Python 3 without it. */
export const REMOVED_MODULES: Readonly<Record<string, number>> = {
  imp: 12,
  distutils: 12,
  asyncore: 12,
  asynchat: 12,
  smtpd: 12,
  ...Object.fromEntries(
    "aifc audioop cgi cgitb chunk crypt imghdr mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib lib2to3"
      .split(" ")
      .map((name) => [name, 13]),
  ),
};
const HINTS: Readonly<Record<string, string>> = {
  imp: "Use importlib.",
  distutils: "Use packaging.version, or shutil and sysconfig.",
  cgi: "Use html.escape, urllib.parse or email.message.",
  pipes: "Use shlex.quote and subprocess.",
};
