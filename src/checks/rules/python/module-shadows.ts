/** AR079: A module of the add-on hides one of Python's own. */
import type { Check } from "../../rule/check.ts";

export const moduleShadows: Check = {
  id: "AR079",
  name: "module-shadows",
  severity: "warning",
  title: "A module of the add-on hides one of Python's own",
  why: "The folder of the script is first in sys.path. Python imports a file with the name of a standard module instead of that module, also in libraries.",
  bad: {
    "a file": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import json\n",
      "bin/logging.py": "",
    },
    "a backport": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import concurrent.futures\n",
      "bin/concurrent/__init__.py": "",
    },
  },
  good: {
    "its own name": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import json\n",
      "bin/ping_helper.py": "",
    },
    "in a package": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import json\n",
      "bin/ping_lib/__init__.py": "",
      "bin/ping_lib/logging.py": "",
    },
  },
  *run(facts) {
    if (facts.python.files.length === 0) return;
    for (const path of facts.files) {
      const name = /^bin\/(\w+)(?:\.py|\/__init__\.py)$/.exec(path)?.[1];
      if (name === undefined || !STANDARD.has(name)) continue;
      yield {
        message: `\`${name}\` hides Python's own module of that name`,
        where: { file: path, line: 1 },
        hint: "Rename it, or remove it if it was only for Python 2.",
      };
    }
  },
};

/** Modules that libraries import, and that authors have been seen to name files after. */
const STANDARD: ReadonlySet<string> = new Set(
  (
    "abc argparse ast asyncio base64 calendar code codecs collections concurrent configparser contextlib copy csv ctypes " +
    "datetime decimal email enum functools getpass glob gzip hashlib hmac html http imaplib importlib inspect io ipaddress " +
    "json locale logging mimetypes numbers operator os pathlib pickle platform pprint queue random re secrets select " +
    "selectors shutil signal smtplib socket sqlite3 ssl statistics string struct subprocess sys syslog tempfile textwrap " +
    "threading time token tokenize traceback types typing unittest urllib uuid warnings weakref xml zipfile zlib"
  ).split(" "),
);
