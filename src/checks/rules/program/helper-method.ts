/** AR018: A helper calls a method that its class does not have. */
import { isSlipOf } from "../../../text/nearest.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";

const PYTHON = /^(?:bin|lib)\/.*\.py$/;
/** Nobody writes a larger one. */
const MOST_LETTERS = 500_000;

export const helperMethod: Check = {
  id: "AR018",
  name: "helper-method",
  severity: "warning",
  title: "A helper calls a method that its class does not have",
  why: "On a path that few rows take, such a call ends the action with an AttributeError. Ground: public reports of actions that call log_warn() where the class of the add-on has log_warning().",
  bad: {
    "another name": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "import ping_helper\nclass Worker(object):\n    def log_warning(self, text):\n        pass\nping_helper.process_event(Worker())\n",
      "bin/ping_helper.py": 'def process_event(helper):\n    helper.log_warn("no")\n',
    },
  },
  good: {
    "the class has it": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "import ping_helper\nclass Worker(object):\n    def log_warn(self, text):\n        pass\nping_helper.process_event(Worker())\n",
      "bin/ping_helper.py": 'def process_event(helper):\n    helper.log_warn("no")\n',
    },
    "a base that another package brings": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        "import ping_helper\nfrom alerts import Base\nclass Worker(Base):\n    def log_warning(self, text):\n        pass\nping_helper.process_event(Worker())\n",
      "bin/ping_helper.py": 'def process_event(helper):\n    helper.log_warn("no")\n',
    },
  },
  *run(facts) {
    const files = textsOf(facts);
    const defined = new Set(
      [...files.values()].flatMap((text) => [
        ...namesIn(text, /\bdef\s+(\w+)/g),
        ...namesIn(text, /\bself\.(\w+)\s*=/g),
        ...namesIn(text, /^\s+(\w+)\s*=/gm),
      ]),
    );
    const known = [...files.values()].flatMap((text) => methodsIn(text, files));
    for (const [file, text] of files) {
      const helper = /\bdef\s+process_event\(\s*(helper\w*)\b/.exec(text)?.[1];
      if (helper === undefined) continue;
      const lines = text.split("\n");
      for (const [at, line] of lines.entries())
        for (const name of namesIn(line, new RegExp(`(?<![\\w.#"'])${helper}\\.(\\w+)\\(`, "g"))) {
          const slip = defined.has(name) ? undefined : known.find((other) => isMeant(name, other));
          if (slip === undefined) continue;
          yield {
            message: `\`${helper}\` has no ${name}(): no class of the add-on defines it`,
            where: { file, line: at + 1, column: line.indexOf(`${helper}.${name}`) + 1 },
            hint: `Did you mean ${slip}()?`,
          };
        }
    }
  },
};

function isMeant(name: string, other: string): boolean {
  return isSlipOf(other, name) || (name.length > 4 && other.startsWith(name));
}

function textsOf(facts: Facts): Map<string, string> {
  return new Map(
    facts.files
      .filter((path) => PYTHON.test(path))
      .map((path): [string, string] => [path, facts.text(path) ?? ""])
      .filter(([, text]) => text.length < MOST_LETTERS),
  );
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

const CLASS = /^class\s+\w+\s*(?:\(([^)]*)\))?\s*:/gm;

/** Those of a file whose classes have no base from elsewhere: such a base may have any method. */
function methodsIn(text: string, files: ReadonlyMap<string, string>): string[] {
  const bases = namesIn(text, CLASS).flatMap((list) => list.split(","));
  const isWhole = bases
    .map((base) => base.trim().replace(/^.*\./, ""))
    .filter((base) => base !== "" && base !== "object")
    .every((base) => [...files.values()].some((other) => other.includes(`class ${base}`)));
  return isWhole && text.includes("class ") ? namesIn(text, /^\s+def\s+(\w+)\(\s*self\b/gm) : [];
}
