/** AR070: A script that only Python 2 can read. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const python2Syntax: Check = {
  id: "AR070",
  name: "python2-syntax",
  severity: "error",
  title: "A script that only Python 2 can read",
  why: "Python compiles a file before it runs the first line: one statement that only Python 2 knows ends the run with a SyntaxError. Ground: «What's New In Python 3.0»; every Splunk since 9.0 runs Python 3 whatever is asked for.",
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
    for (const { python, files } of [{ python: facts.python, files: facts.python.files }]) {
      for (const file of files) {
        const all = [...seenTroubles(facts, "syntax", "broken")].filter(
          (one) => one.path === file.path,
        );
        const [first, ...more] = all;
        if (first === undefined) continue;
        const { trouble, where, severity } = first;
        const lines = [...new Set(more.map((one) => one.trouble.line))];
        const also = lines.length === 0 ? "" : `; so do the lines ${lines.slice(0, 8).join(", ")}`;
        yield {
          severity,
          message:
            trouble.kind === "broken"
              ? `Python ${python.version} cannot read it: ${trouble.what}`
              : `${trouble.what}: only Python 2 reads it${also}`,
          where,
          hint:
            trouble.kind === "broken"
              ? "Mend the line, or name the Python it is written for with python.required."
              : "Write it for Python 3; `2to3` or `futurize` do most of it.",
        };
      }
    }
  },
};
