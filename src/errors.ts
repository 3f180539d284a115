/** The error class of ar-sim, and all error codes on one page. Imports nothing. */

/** What each code means. `Note:` begins what does not end a run. Help, docs and `ar-sim explain` say it from here. */
export const ERROR_MEANINGS = {
  // cli
  CLI_USAGE:
    "The command line has an unknown option or argument, or a value that the option does not take.",
  // conf
  CONF_UNREADABLE: "A .conf or .meta file exists but cannot be read.",
  CONF_BAD_STANZA: "A stanza header has no closing bracket.",
  CONF_BAD_LINE: "A line is not a setting, a stanza header, a comment, or a continuation.",
  CONF_BAD_BYTES: "A .conf file begins with a byte order mark, or is not UTF-8.",
  // which Splunk
  SPLUNK_UNKNOWN_VERSION: "ar-sim does not know this version of Splunk.",
  SPLUNK_ASSUMED_VERSION:
    "Note: The spec files of this version are not public. What it ships is taken from the version before.",
  // add-on
  ADDON_NOT_FOUND: "Neither this folder nor a folder above contains default/ or local/.",
  ADDON_UNREADABLE: "A folder or file of the add-on cannot be read.",
  ADDON_TOO_LARGE: "The add-on has more files or bytes than ar-sim copies for a run.",
  ADDON_WHICH: "Several add-ons are below this folder, and none is here or above.",
  ADDON_BAD_ID: "The name cannot be the folder of an app.",
  ADDON_BAD_PACKAGE: "The package is broken, dangerous to unpack, or not an app.",
  ADDON_GUESSED_ID:
    "Note: The add-on does not state its app id. ar-sim uses the name of its folder.",
  ADDON_BUILD_FIRST:
    "The folder is the source of a UCC add-on. Build it with `ucc-gen build` first.",
  ADDON_UNKNOWN_ACTION: "alert_actions.conf has no stanza with this name.",
  ADDON_WHICH_ACTION: "The add-on has several actions, and you named none.",
  ADDON_UNKNOWN_SEARCH: "savedsearches.conf has no stanza with this name.",
  ADDON_SCRIPT_MISSING: "bin/ has no program for the action.",
  ADDON_UNKNOWN_PYTHON:
    "Note: The chosen version of Splunk does not know this value of `python.version` or `python.required`.",
  ADDON_MODULE_MISSING: "Note: The script failed, because it imports a module that is not there.",
  ADDON_SCRIPT_AMBIGUOUS: "Note: bin/ has several programs for the action. One of them starts.",
  ADDON_NO_EXECUTE:
    "Note: With `alert.execute.cmd`, the program does not get the argument `--execute`.",
  ADDON_TWO_OWNERS: "Note: Two apps have the stanza of the action. One of them owns it.",
  ADDON_DISABLED:
    "app.conf says `state = disabled`, so Splunk ignores the configuration of the app.",
  ADDON_NOT_SENDALERT: "The `command` of the action is a search that does not call `sendalert`.",
  ADDON_NOT_EXPORTED: "Note: The app in which the search runs does not see the action.",
  ADDON_FIXED_HOME: "Note: The script failed, and it contains a fixed path for `SPLUNK_HOME`.",
  ADDON_BAD_CAM: "`param._cam` is not JSON, or not an object.",
  ADDON_RULE_FIELD: "Note: A validation rule in restmap.conf reads a field that is not its own.",
  ADDON_BAD_REGEX: "A regular expression in props.conf or transforms.conf does not compile.",
  ADDON_WRITES_OUTSIDE:
    "Note: The script tried to write outside of its `SPLUNK_HOME`, which the fence refused.",
  // configuration of ar-sim
  CONFIG_BAD: "ar-sim.config or a fixtures file cannot be read, or has an unknown key.",
  // invocation
  INVOKE_BAD_PARAM: "The value of `--param` has no `=`.",
  INVOKE_BAD_RESULTS: "A results file is not the CSV, gzip, or JSON that its name says.",
  INVOKE_RAGGED_ROWS: "The rows of a results file do not have the same length.",
  INVOKE_BAD_UTF8: "A results file contains invalid UTF-8.",
  INVOKE_BAD_FORMAT: "`payload_format` is neither `json` nor `xml`.",
  INVOKE_NOT_SEARCHED:
    "Note: The saved search cannot run here, because it needs an index or an unsupported command.",
  INVOKE_ARGUMENT_LOST:
    "Note: A word after `sendalert` sets no parameter, so the action does not get it.",
  INVOKE_UNDECLARED_PARAM:
    "Note: The stanza of the action does not declare a parameter that you set.",
  INVOKE_TYPOGRAPHIC_QUOTES: "Note: A parameter contains typographic quotes, which quote nothing.",
  INVOKE_NOT_SCHEDULED:
    "Note: The saved search has no schedule. It runs as one that a user dispatches.",
  INVOKE_NOT_TRIGGERED: "Note: With `--force`, the action runs although Splunk would not start it.",
  INVOKE_SUPPRESSED: "Note: `alert.suppress` keeps some results from starting the action.",
  INVOKE_NO_ROWS: "Note: The search found nothing, so the script had no row to work on.",
  INVOKE_ROWS_CAPPED: "Note: There are more rows than splunkd gives to an action.",
  INVOKE_UNRESOLVED_TOKEN: "Note: A `$token$` in a parameter has no value in this mode.",
  INVOKE_FIRST_ROW_TOKEN:
    "Note: There are several rows, and a `$result.*$` token takes its value from the first one.",
  INVOKE_STRAY_DOLLAR: "Note: A single `$` in a parameter may remove the text up to the next `$`.",
  INVOKE_PARAM_REFUSED:
    "Splunk would not save a search with these parameters. It is a note without `--strict`.",
  INVOKE_ADHOC_REFUSED:
    "The form in Enterprise Security refuses: `supports_adhoc` is missing, or a parameter is not declared.",
  // sandbox
  SANDBOX_FAILED: "The temporary `SPLUNK_HOME` cannot be created or removed.",
  SANDBOX_NO_PYTHON: "No Python 3 is installed.",
  SANDBOX_BAD_PYTHON: "The interpreter that you named does not exist or does not start.",
  SANDBOX_OTHER_PYTHON:
    "Note: The Python that Splunk would use is not on this machine. Another takes its place.",
  SANDBOX_NO_FENCE: "The fence that you asked for cannot stand on this machine.",
  SANDBOX_NO_COVERAGE: "No Python of the run has coverage.py, or it cannot report.",
  SANDBOX_NO_DEBUGGER:
    "No debugger attached in time, its port is in use, or the Python of the run has no debugpy.",
  SANDBOX_SETUP_FAILED: "`ar-sim python setup` cannot create the environment.",
  // http
  HTTP_NO_CASSETTE: "There is no cassette to replay.",
  HTTP_BAD_CASSETTE: "A cassette breaks off, is of a newer version, or cannot be read.",
  HTTP_NOT_RECORDED: "A cassette cannot be written.",
  HTTP_NO_FENCE: "There are stubs, and no fence through which ar-sim could answer.",
  HTTP_UNVERIFIED: "Note: The script does not verify the certificate of a vendor.",
  HTTP_STUB_UNUSED: "Note: No call of the action used a stub of the case.",
  // events
  EVENTS_BAD_SPOOL: "A spool file is truncated or malformed.",
  EVENTS_DROPPED: "Note: A transform sends events to the nullQueue.",
  // search
  SEARCH_SYNTAX: "A search or an eval expression cannot be parsed.",
  SEARCH_UNKNOWN_COMMAND: "A search command is not supported.",
  SEARCH_COMMAND_FAILED: "A search command of an add-on failed, hung, or broke its protocol.",
  SEARCH_UNKNOWN_FUNCTION: "There is no eval function with this name.",
  SEARCH_BAD_REGEX: "A regular expression does not compile.",
  SEARCH_REGEX_TIMEOUT: "A regular expression takes too long because it backtracks.",
  SEARCH_TOO_LARGE: "A search makes a value, or holds rows, larger than ar-sim allows.",
  SEARCH_WARNED:
    "Note: A search left something out because of a limit, or could not read an endpoint.",
  SEARCH_RECURSION:
    "A macro or an eventtype refers to itself, or an eventtype refers to others more than 100 levels deep.",
  // splunkd
  SPLUNKD_PORT_TAKEN: "The port is in use.",
  SPLUNKD_NO_ADDRESS: "The stand-in cannot listen on the address or port.",
  SPLUNKD_MISFIT: "The stand-in that you gave to a run does not fit it.",
  SPLUNKD_BAD_STATE: "A `--persist` file is truncated, has another format, or cannot be written.",
  SPLUNKD_STATE_TAKEN: "Another stand-in uses the `--persist` file.",
  SPLUNKD_BAD_FIXTURE: "A fixture cannot be used.",
  SPLUNKD_PUBLIC_PASSWORD:
    "Others reach the stand-in, and a user has the password `Chang3d!`, which everybody knows.",
  // secrets
  SECRET_TOO_SHORT:
    "Note: A secret is so short or ordinary that it is masked only where it stands alone.",
  // scenario
  SCENARIO_UNREADABLE: "A scenario file or folder does not exist or cannot be read.",
  SCENARIO_SYNTAX: "A scenario file is neither YAML nor JSON.",
  SCENARIO_UNKNOWN_KEY: "A scenario file has an unknown key.",
  SCENARIO_BAD_VALUE: "A value has the wrong type for its key.",
  SCENARIO_BAD_REGEX: "A regular expression in a scenario file does not compile.",
  SCENARIO_MISSING_FILE: "A scenario file names a file or folder that does not exist.",
  SCENARIO_DUPLICATE: "Two cases of a file have the same name.",
  SCENARIO_MATRIX_LARGE: "Note: A matrix has more than 500 combinations.",
  SCENARIO_MATRIX_LIMIT: "A matrix has more combinations than `--max-cells` allows.",
  SCENARIO_NONE: "No case matched: there is no scenario file, or none of its cases was selected.",
  SCENARIO_DRAW_UNSOUND: "`test --fuzz`: the action fails on a plain row already.",
  SCENARIO_BAD_SNAPSHOT: "A snapshot does not exist or cannot be written.",
  SCENARIO_BAD_REPORTER: "There is no reporter with this name, or it cannot be loaded.",
  SCENARIO_BAD_BLOB: "A blob report cannot be read, or the shards are not complete.",
  SCENARIO_REPORT_UNWRITTEN: "A report cannot be written to its file.",
  // worker
  WORKER_BAD_REQUEST:
    "A line on stdin is no request, or the request lacks something or has an unknown member.",
  WORKER_VERSION: "The client and ar-sim do not speak the same protocol.",
  WORKER_CANCELLED: "The client stopped the request.",
  WORKER_FAILED: "ar-sim itself failed while it worked on the request.",
} as const;

export type ErrorCode = keyof typeof ERROR_MEANINGS;

/** A place in a file. What is not known is left out. */
export interface Where {
  readonly file: string;
  /** 1-based. */
  readonly line?: number | undefined;
  /** 1-based. */
  readonly column?: number | undefined;
  readonly stanza?: string | undefined;
  readonly key?: string | undefined;
}

/** Thrown only where ar-sim cannot go on. A script that fails, or a bad add-on, is a result and not an error. */
export class HarnessError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  /** What to do next, as an imperative sentence. */
  readonly hint: string | undefined;
  readonly where: Where | undefined;

  constructor(
    code: Code,
    message: string,
    options: { hint?: string | undefined; where?: Where | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "HarnessError";
    this.code = code;
    this.hint = options.hint;
    this.where = options.where;
  }
}

/** A `HarnessError` as plain data, for something that went wrong and did not stop the run. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly where?: Where | undefined;
}

export function toProblem({ code, message, hint, where }: HarnessError): Problem {
  return { code, message, hint, where };
}
