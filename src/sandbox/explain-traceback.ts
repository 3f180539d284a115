/** What a traceback means to somebody who has no Splunk at hand: which module is missing and who should bring it. */
import type { Problem } from "../errors.ts";
import { SHIPPED_IMPORTS } from "./shipped-modules.ts";

/** Runtimes that an add-on brings in its own lib/ or bin/, put there by its build. */
const BROUGHT_BY_BUILD = new Set([
  "splunktaucclib",
  "solnlib",
  "splunklib",
  "alert_actions_base",
  "splunk_aoblib",
  "import_declare_test",
]);

/** The name of the parser's own complaint differs from Python to Python. */
const PYTHON_2 =
  /SyntaxError: (?:Missing parentheses in call to|invalid syntax|multiple exception types must be parenthesized|leading zeros in decimal|invalid token)|TabError:|NameError: name '(?:unicode|unichr|xrange|raw_input|basestring|long|reduce|file)' is not defined|AttributeError: .* has no attribute '(?:has_key|iteritems|itervalues|iterkeys)'|ModuleNotFoundError: No module named '(?:urllib2|ConfigParser|StringIO|cStringIO|httplib|urlparse|Queue|cPickle|commands|exceptions|HTMLParser|Cookie|cookielib|SocketServer|BaseHTTPServer|Tkinter|md5|sets)'/;

export function explainTraceback(stderr: string, pythonVersion: string): Problem[] {
  if (PYTHON_2.test(stderr) && pythonVersion.startsWith("3")) {
    return [
      {
        code: "SANDBOX_BAD_PYTHON",
        message: `the script is written for Python 2, but runs on ${pythonVersion}, as on every Splunk since 9.0`,
        hint: "Port it to Python 3; to see it run as it is, name a Python 2 with --python 2.7.",
      },
    ];
  }
  const module = /(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)'?/.exec(
    stderr,
  )?.[1];
  const name = module?.split(".")[0];
  if (name === undefined) return [];
  if (SHIPPED_IMPORTS.has(name)) {
    return [
      {
        code: "SANDBOX_NO_PYTHON",
        message: `the module \`${name}\` comes with Splunk's own Python, and this interpreter (${pythonVersion}) lacks it`,
        hint: `Run \`ar-sim python setup --python ${pythonVersion.split(".").slice(0, 2).join(".")}\` once.`,
      },
    ];
  }
  if (BROUGHT_BY_BUILD.has(name)) {
    return [
      {
        code: "ADDON_SCRIPT_MISSING",
        message: `the module \`${name}\` is for the add-on to bring, in its own lib/ or bin/, and is not there`,
        hint: "Run the built add-on instead of its sources, or install its requirements into lib/ first.",
      },
    ];
  }
  return [
    {
      code: "ADDON_SCRIPT_MISSING",
      message: `the module \`${name}\` is neither in the add-on nor in Splunk's Python`,
      hint: "Put it into the add-on: Splunk would not find it either.",
    },
  ];
}
