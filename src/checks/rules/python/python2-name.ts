/** AR072: A name or method that Python 3 does not have. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";

export const python2Name: Check = {
  id: "AR072",
  name: "python2-name",
  severity: "error",
  title: "A name or method that Python 3 does not have",
  why: "`dict.has_key`, `iteritems`, `unicode`, `basestring`, `xrange`, `raw_input` and others do not exist in Python 3. The line ends in an AttributeError or a NameError when Python reaches it. Ground: «What's New In Python 3.0»; every Splunk since 9.0 runs Python 3 whatever the add-on asks for.",
  bad: {
    has_key: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'd = {}\nif d.has_key("a"):\n    pass\n',
    },
    iteritems: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "for k, v in {}.iteritems():\n    pass\n",
    },
    unicode: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "def text(x):\n    return unicode(x)\n",
    },
  },
  good: {
    in: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": 'd = {}\nif "a" in d:\n    pass\n',
    },
    guarded: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    unicode\nexcept NameError:\n    unicode = str\n",
    },
    "a class of its own": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "class D:\n    def iteritems(self):\n        return []\n\nD().iteritems()\n",
    },
    "by six": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import six\nsix.iteritems({})\n",
    },
  },
  *run(facts) {
    for (const { trouble, where, severity } of seenTroubles(facts, "py2-method", "py2-name")) {
      const isMethod = trouble.kind === "py2-method";
      yield {
        severity,
        message: isMethod
          ? `\`.${trouble.what}()\` does not exist in Python 3: an AttributeError`
          : `\`${trouble.what}\` does not exist in Python 3: a NameError`,
        where,
        hint: INSTEAD[trouble.what] ?? "Use the Python 3 replacement.",
      };
    }
  },
};

const INSTEAD: Readonly<Record<string, string>> = {
  has_key: "Write `key in d`.",
  "decode('hex')": "Write bytes.fromhex(text).",
  iteritems: "Write items().",
  itervalues: "Write values().",
  iterkeys: "Write `for key in d`.",
  unicode: "Write str.",
  basestring: "Write str.",
  xrange: "Write range.",
  raw_input: "Write input.",
  unichr: "Write chr.",
  long: "Write int.",
  reduce: "Import it from functools.",
  reload: "Import it from importlib.",
};
