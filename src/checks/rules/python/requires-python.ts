/** AR077: A vendored package that does not run on the declared Python. */
import { allowsPython } from "../../reading/allows-python.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";

export const requiresPython: Check = {
  id: "AR077",
  name: "requires-python",
  severity: "error",
  title: "A vendored package that does not run on the declared Python",
  why: "`Requires-Python` of a package in lib/ excludes a version that python.required declares, or python.version where there is no python.required. The package may fail to import there. The rule ignores `python3` and `latest`, which name no version. Ground: the package's own METADATA, read as PEP 440 says; seen with requests 2.33.",
  bad: {
    excluded: {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9, 3.13\n",
      "lib/fancy-2.0.dist-info/METADATA": "Name: fancy\nVersion: 2.0\nRequires-Python: >=3.10\n",
    },
    "too new a Python": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9,3.13\n",
      "lib/fancy-1.0.dist-info/METADATA": "Name: fancy\nRequires-Python: >=3.6, <3.13\n",
    },
    "in the midst": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9\n",
      "lib/fancy-1.0.dist-info/METADATA": "Name: fancy\nRequires-Python: >=3.6,!=3.9.*\n",
    },
    compatible: {
      "default/alert_actions.conf": "[ping]\npython.version = python3.9\n",
      "lib/fancy-1.0.dist-info/METADATA": "Name: fancy\nRequires-Python: ~=3.10\n",
    },
  },
  good: {
    included: {
      "default/alert_actions.conf": "[ping]\npython.required = 3.13\n",
      "lib/fancy-2.0.dist-info/METADATA": "Name: fancy\nVersion: 2.0\nRequires-Python: >=3.10\n",
    },
    "a patch of it": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9, 3.13\n",
      "lib/fancy-2.0.dist-info/METADATA":
        "Name: fancy\nRequires-Python: >3.9,!=3.9.0,!=3.9.1,!=3.10.*,~=3.7,<4\n",
    },
    "not declared": {
      "default/alert_actions.conf": "[ping]\n",
      "lib/fancy-2.0.dist-info/METADATA": "Requires-Python: >=3.10\n",
    },
    "in the description": {
      "default/alert_actions.conf": "[ping]\npython.required = 3.9\n",
      "lib/fancy-2.0.dist-info/METADATA": "Name: fancy\n\nRequires-Python: >=3.10\n",
    },
    "no version named": {
      "default/alert_actions.conf": "[ping]\npython.version = python3\n",
      "lib/fancy-2.0.dist-info/METADATA": "Requires-Python: >=3.10\n",
    },
  },
  *run(facts) {
    const { key, asked } = declared(facts);
    if (asked.length === 0) return;
    for (const file of facts.files.filter((path) => path.endsWith(".dist-info/METADATA"))) {
      // The headers end at the first empty line. The description follows.
      const [headers = ""] = (facts.text(file) ?? "").split(/\r?\n\r?\n/, 1);
      const wanted = /^Requires-Python:[ \t]*(.+?)[ \t]*\r?$/im.exec(headers);
      const [, specifiers] = wanted ?? [];
      if (wanted === null || specifiers === undefined) continue;
      const out = asked.filter((version) => allowsPython(specifiers, version) === false);
      if (out.length === 0) continue;
      yield {
        message: `the package requires Python ${specifiers}, but ${key} declares ${out.join(", ")}`,
        where: { file, line: headers.slice(0, wanted.index).split("\n").length },
        hint: "Use another release of it, or declare only Pythons that it supports.",
      };
    }
  },
};

/** Of all actions together, since lib/ is one for all. */
function declared(facts: Facts): { key: string; asked: string[] } {
  const values = (key: string): string[] =>
    facts.programs.map(({ action }) => action.stanza.settings.get(key)?.value ?? "");
  const required = values("python.required")
    .flatMap((text) => text.split(","))
    .flatMap((text) => /^\s*(\d+\.\d+)\s*$/.exec(text)?.[1] ?? []);
  if (required.length > 0) return { key: "python.required", asked: [...new Set(required)] };
  const version = values("python.version").flatMap(
    (text) => /^\s*python(\d+\.\d+)\s*$/.exec(text)?.[1] ?? [],
  );
  return { key: "python.version", asked: [...new Set(version)] };
}
