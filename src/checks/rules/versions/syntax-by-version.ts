/** AR144: A file that another declared Python cannot read. */
import { compareVersions, type PythonChange, pythonScope } from "../../targets/scope.ts";
import { actionsOf } from "../../reading/python/differences.ts";
import type { Check } from "../../rule/check.ts";

export const syntaxByVersion: Check = {
  id: "AR144",
  name: "syntax-by-version",
  severity: "error",
  title: "A file that another declared Python cannot read",
  why: "`type Row = dict` (3.12) and `match` (3.10) end the run with a SyntaxError in Python 3.9. Every Python that python.required declares, and every target has, parses the files, as far as it is on this machine.",
  bad: {
    "too new for one of them": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9, 3.13\n",
      "bin/ping.py": "type Row = dict\n",
    },
  },
  good: {
    "for both": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9, 3.13\n",
      "bin/ping.py": "print(1)\n",
    },
  },
  *run(facts) {
    const files = new Map(facts.python.files.map((file) => [file.path, file]));
    for (const { path, version, line, column, message } of facts.python.syntaxFaults) {
      const file = files.get(path);
      // The Python that reads all of them tells its own faults.
      const isTold = file?.troubles.some(({ kind }) => kind === "syntax" || kind === "broken");
      if (file === undefined || isTold === true) continue;
      const scope = pythonScope(actionsOf(facts, file), {
        ...sideOf(version, facts.python.version ?? version),
      });
      yield {
        message: `Python ${version} cannot read it: ${message}`,
        where: { file: path, line, column },
        hint: "Write it as this Python reads it, or do not declare this Python.",
        scope: { ...scope, since: `with Python ${version}` },
      };
    }
  },
};

/** What an older Python cannot read is too new for those before it, and the other way round. */
function sideOf(version: string, readBy: string): PythonChange {
  const [major = "3", minor = "0"] = version.split(".");
  return compareVersions(version, readBy) > 0
    ? { since: version, isNewer: false }
    : { since: `${major}.${Number(minor) + 1}`, isNewer: true };
}
