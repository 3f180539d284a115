/** AR070: A script that only Python 2 can read. */
import { type SeenTrouble, seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const python2Syntax: Check = {
  id: "AR070",
  name: "python2-syntax",
  severity: "error",
  title: "A script that only Python 2 can read",
  why: "Python compiles a file before it runs the first line. One statement of Python 2 ends the run with a SyntaxError. Ground: «What's New In Python 3.0»; every Splunk since 9.0 runs Python 3 whatever the add-on asks for.",
  bad: {
    "print statement": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'print "done"\n',
    },
    "except X, e": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    pass\nexcept ValueError, e:\n    pass\n",
    },
    "raise X, text": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'raise ValueError, "no"\n',
    },
    "in a module that the script imports": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import helper\n",
      "bin/helper.py": 'exec "1"\n',
    },
    "octal number": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import os\nos.umask(0022)\n",
    },
    "no Python reads it": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def go(:\n    pass\n",
    },
  },
  good: {
    "Python 3": { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": 'print("done")\n' },
    "in a docstring": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": '"""print "done" """\n',
    },
    "in a module that nothing imports": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "pass\n",
      "bin/old.py": 'print "x"\n',
    },
  },
  *run(facts) {
    const byFile = new Map<string, SeenTrouble[]>();
    for (const seen of seenTroubles(facts, "syntax", "broken")) {
      const known = byFile.get(seen.path);
      if (known === undefined) byFile.set(seen.path, [seen]);
      else known.push(seen);
    }
    for (const [first, ...more] of byFile.values()) {
      if (first === undefined) continue;
      const { trouble, where, severity } = first;
      const lines = [...new Set(more.map((place) => place.trouble.line))].slice(0, MOST_LINES);
      const also = lines.length === 0 ? "" : `; also in lines ${lines.join(", ")}`;
      yield {
        severity,
        message:
          trouble.kind === "broken"
            ? `Python ${facts.python.version} cannot read it: ${trouble.what}`
            : `${trouble.what}: only Python 2 reads it${also}`,
        where,
        hint:
          trouble.kind === "broken"
            ? "Fix the line, or name the Python that it is written for in python.required."
            : "Port it to Python 3; `2to3` or `futurize` do most of the work.",
      };
    }
  },
};

const MOST_LINES = 8;
