/** Explains a traceback: which module is missing, and who should bring it. */
import type { Problem } from "../../errors.ts";
import { nearest } from "../../text/nearest.ts";
import { isShipped } from "../interpreters/shipped-modules.ts";

/** What is known of the run, for better hints. */
export interface TracebackContext {
  /** `3.9.18`. */
  readonly python: string;
  /** Whether `ar-sim python setup` was run for this Python. */
  readonly hasShipped?: boolean | undefined;
  /** Names of the files and folders in bin/ of the app, to find a misspelt import. */
  readonly bin?: readonly string[] | undefined;
}

/** Modules that a UCC build puts into lib/. */
const BROUGHT_BY_UCC = new Set(["splunktaucclib", "solnlib", "splunklib", "import_declare_test"]);
/** Modules that Add-on Builder puts below bin/ when it exports an add-on. */
const BROUGHT_BY_BUILDER = new Set(["alert_actions_base", "splunk_aoblib", "logging_helper"]);

/** A traceback is Python's own text, without any codes. The words differ between versions of Python. */
const PYTHON_2 =
  /SyntaxError: (?:Missing parentheses in call to|invalid syntax|multiple exception types must be parenthesized|leading zeros in decimal|invalid token)|TabError:|NameError: name '(?:unicode|unichr|xrange|raw_input|basestring|long|reduce|file)' is not defined|AttributeError: .* has no attribute '(?:has_key|iteritems|itervalues|iterkeys)'|_csv\.Error: iterator should return strings, not bytes|ModuleNotFoundError: No module named '(?:urllib2|ConfigParser|StringIO|cStringIO|httplib|urlparse|Queue|cPickle|commands|exceptions|HTMLParser|Cookie|cookielib|SocketServer|BaseHTTPServer|Tkinter|md5|sets)'/;

/** `text` is what the script wrote to stderr, or to a log. */
export function explainTraceback(text: string, context: TracebackContext): Problem[] {
  const { python } = context;
  if (PYTHON_2.test(text) && python.startsWith("3")) {
    return [
      {
        code: "SANDBOX_BAD_PYTHON",
        message: `the script is written for Python 2, but runs on ${python}, as on every Splunk since 9.0`,
        hint: "Port it to Python 3; to see it run as it is, name a Python 2 with --python 2.7.",
      },
    ];
  }
  const module = /(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)'?/.exec(
    text,
  )?.[1];
  const name = module?.split(".")[0];
  return name === undefined ? [] : [explainMissing(name, context)];
}

function explainMissing(name: string, context: TracebackContext): Problem {
  const { python, bin = [] } = context;
  if (isShipped(name, python)) {
    const minor = python.split(".").slice(0, 2).join(".");
    return {
      code: "SANDBOX_NO_PYTHON",
      message: `the module \`${name}\` comes with Splunk's own Python, and this interpreter (${python}) lacks it`,
      hint: howToBring(name, minor, context.hasShipped === true),
    };
  }
  if (name === "cim_actions")
    return missing(
      name,
      "lies in the add-on Splunk_SA_CIM, and the script does not look there",
      'Before the import: sys.path.append(make_splunkhome_path(["etc", "apps", "Splunk_SA_CIM", "lib"])), from splunk.clilib.bundle_paths.',
    );
  if (BROUGHT_BY_UCC.has(name)) {
    return missing(
      name,
      "is for the add-on to bring, in its own lib/ or bin/, and is not there",
      "Run the built add-on instead of its sources, or install its requirements into lib/ first.",
    );
  }
  if (BROUGHT_BY_BUILDER.has(name)) {
    return missing(
      name,
      "is part of the Add-on Builder's runtime, which this copy of the add-on lacks",
      "Run the add-on as the Add-on Builder exports it: a repository often leaves the runtime out.",
    );
  }
  return missing(name, "is neither in the add-on nor in Splunk's Python", howToFind(name, bin));
}

function howToFind(name: string, bin: readonly string[]): string {
  const names = bin.map((file) => file.replace(/\.py$/, ""));
  const slip = nearest(name, names);
  const alike = bin[names.findIndex((known) => known === slip || isAlike(known, name))];
  if (alike === undefined)
    return "Put it into the add-on: Splunk would not find it either. What another app brings can lie beside it: --also DIR.";
  return alike === name
    ? `bin/${alike} is there, but is no package: Python 2 wants an __init__.py in it.`
    : `There is bin/${alike}: is that what the import means?`;
}

function howToBring(name: string, minor: string, hasShipped: boolean): string {
  if (minor.startsWith("2."))
    return `Install it for that Python yourself, for example \`python${minor} -m pip install ${name}\`.`;
  return hasShipped
    ? `Run \`ar-sim python setup --python ${minor}\` again: the environment that is there has gone bad.`
    : `Run \`ar-sim python setup --python ${minor}\` once.`;
}

function missing(name: string, what: string, hint: string): Problem {
  return { code: "ADDON_MODULE_MISSING", message: `the module \`${name}\` ${what}`, hint };
}

/** The same name, but for a prefix, a suffix or upper case. */
function isAlike(file: string, name: string): boolean {
  const [here, wanted] = [file.toLowerCase(), name.toLowerCase()];
  const shorter = Math.min(here.length, wanted.length);
  return shorter > 4 && (here.includes(wanted) || wanted.includes(here));
}
