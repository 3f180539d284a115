/** AR076: An import that neither the add-on nor Splunk provides. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { imports } from "../../reading/python/imports.ts";
import type { PythonImport } from "../../reading/python/python-reading.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";

export const importMissing: Check = {
  id: "AR076",
  name: "import-missing",
  severity: "error",
  title: "An import that neither the add-on nor Splunk provides",
  why: "The script ends with a ModuleNotFoundError before it does anything. The rule looks for the module in all folders of the add-on, in Python's standard library, and among the modules of Splunk's own Python.",
  bad: {
    "not brought along": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import fancy_client\n",
    },
    "a misspelled module": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "from alert_declare import x\n",
    },
  },
  good: {
    "in lib": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import fancy\n",
      "lib/fancy.py": "",
    },
    "standard library": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import json, xml.etree.ElementTree\n",
    },
    guarded: {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "try:\n    import fancy\nexcept ImportError:\n    fancy = None\n",
    },
    "by Splunk": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import splunk.rest\nimport requests\nfrom cim_actions import ModularAction\n",
    },
    "to be installed by the build": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py": "import fancy\n",
      "lib/requirements.txt": "fancy\n",
    },
  },
  *run(facts) {
    const { python, files } = facts;
    if (!importsMayBeMissing(facts)) return;
    // A repository may contain a ucc-gen build without its lib/.
    const isUnbuilt =
      python.modules.has("import_declare_test") && !files.some((path) => path.startsWith("lib/"));
    for (const { file, imported } of imports(facts)) {
      const top = imported.module.split(".")[0] ?? "";
      if (isLocal(imported) || python.modules.has(top) || isKnown(top)) continue;
      // A module that came with a newer Python is told as such.
      if (file.differences.some(({ isNewer, what }) => isNewer && what === top)) continue;
      yield {
        severity: isUnbuilt ? "warning" : undefined,
        message: `the module \`${top}\` is missing: the script ends with a ModuleNotFoundError`,
        where: { file: file.path, line: imported.line, column: imported.column },
        hint: "Add it to lib/ or bin/ of the add-on, or correct its name.",
      };
    }
  },
};

/** Not where a build installs modules that nobody sees here. */
export function importsMayBeMissing({ addon, files }: Facts): boolean {
  return !isUccSource(addon) && !files.some((path) => WISHES.test(path));
}

function isKnown(module: string): boolean {
  return BY_SPLUNK.has(module) || GONE.has(module);
}

/** Files that say what is to be installed into the add-on. */
const WISHES = /(?:^|\/)(?:requirements[^/]*\.txt|Pipfile|pyproject\.toml)$/;

/** An import that needs no module, or that the script can do without. */
function isLocal({ module, level, isGuarded, isStandard }: PythonImport): boolean {
  return isGuarded || isStandard || level > 0 || module === "";
}

/**
 * Modules of Splunk's own Python and of Enterprise Security that scripts rely on. The list is generous rather than
 * exact.
 */
const BY_SPLUNK: ReadonlySet<string> = new Set(
  (
    "splunk cim_actions splunk_instrumentation certifi chardet charset_normalizer defusedxml future builtins past " +
    "libfuturize httplib2 idna jinja2 lxml mako markupsafe dateutil pytz yaml requests six urllib3 OpenSSL cryptography " +
    "cherrypy psutil simplejson numpy pandas scipy sklearn setuptools pkg_resources pip cffi jsonschema google boto3 " +
    "botocore s3transfer jmespath xmlsec twisted zope attr idna pyasn1 ply jwt bottle beaker formencode babel winreg " +
    "_winreg win32api win32con win32security pywintypes msvcrt fcntl pwd grp resource termios tty"
  ).split(" "),
);
/** Other rules report these: modules of Python 2, and modules that newer Pythons no longer include. */
const GONE: ReadonlySet<string> = new Set(
  "imp distutils asyncore asynchat smtpd aifc audioop cgi cgitb chunk crypt imghdr mailcap nntplib pipes telnetlib uu xdrlib".split(
    " ",
  ),
);
