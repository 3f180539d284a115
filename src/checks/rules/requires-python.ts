/** AR077: A vendored package that does not run on the declared Python. */
import type { Check } from "../check.ts";

export const requiresPython: Check = {
  id: "AR077",
  name: "requires-python",
  severity: "error",
  title: "A vendored package that does not run on the declared Python",
  why: "`Requires-Python` of a package in lib/ excludes a version that python.required declares: it may fail to import there. Ground: the package's own METADATA; seen with requests 2.33.",
  bad: {
    excluded: {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9, 3.13\n",
      "lib/fancy-2.0.dist-info/METADATA": "Name: fancy\nVersion: 2.0\nRequires-Python: >=3.10\n",
    },
  },
  good: {
    included: {
      "default/alert_actions.conf": "[ping]\npython.required = 3.13\n",
      "lib/fancy-2.0.dist-info/METADATA": "Name: fancy\nVersion: 2.0\nRequires-Python: >=3.10\n",
    },
    "not declared": {
      "default/alert_actions.conf": "[ping]\n",
      "lib/fancy-2.0.dist-info/METADATA": "Requires-Python: >=3.10\n",
    },
  },
  *run(facts) {
    const asked = facts.programs
      .flatMap(({ action }) =>
        (action.stanza.settings.get("python.required")?.value ?? "").split(","),
      )
      .map((text) => Number(/^\s*3\.(\d+)\s*$/.exec(text)?.[1]))
      .filter((minor) => minor >= 0);
    if (asked.length === 0) return;
    for (const file of facts.files.filter((path) => path.endsWith(".dist-info/METADATA"))) {
      const text = facts.text(file) ?? "";
      const wanted = /^Requires-Python:.*?>=\s*3\.(\d+)/im.exec(text);
      const least = Number(wanted?.[1]);
      const out = [...new Set(asked)].filter((minor) => minor < least);
      if (wanted === null || out.length === 0) continue;
      yield {
        message: `the package asks for Python 3.${least} or newer, and python.required declares ${out.map((minor) => `3.${minor}`).join(", ")}`,
        where: { file, line: text.slice(0, wanted.index).split("\n").length },
        hint: "Bring an older release of it, or declare newer Pythons only.",
      };
    }
  },
};
