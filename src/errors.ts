/** The error class of ar-sim, and all error codes on one page. Imports nothing. */

export type ErrorCode =
  // cli
  | "CLI_USAGE" // an option or argument that the command does not take, or one without its value
  // conf
  | "CONF_UNREADABLE" // a .conf or .meta file exists but cannot be read
  | "CONF_BAD_STANZA" // a stanza header has no closing bracket
  | "CONF_BAD_LINE" // a line that is neither setting, stanza, comment nor continuation
  // add-on
  | "ADDON_NOT_FOUND" // no folder with default/ or local/ here or above
  | "ADDON_UNREADABLE" // a folder or file of the add-on cannot be read
  | "ADDON_WHICH" // several add-ons below the folder, and none here or above
  | "ADDON_BAD_ID" // a name that cannot be the folder of an app
  | "ADDON_BAD_PACKAGE" // a package that is broken, hostile, or no app
  | "ADDON_GUESSED_ID" // (note) the add-on does not say its app id, and its folder may be named otherwise
  | "ADDON_BUILD_FIRST" // a UCC source tree, not a built add-on
  | "ADDON_UNKNOWN_ACTION" // no such stanza in alert_actions.conf
  | "ADDON_WHICH_ACTION" // several actions and no name given
  | "ADDON_UNKNOWN_SEARCH" // no such stanza in savedsearches.conf
  | "ADDON_SCRIPT_MISSING" // the action has no program in bin/
  | "ADDON_NOT_SENDALERT" // the action's command is an SPL pipeline
  | "ADDON_NOT_EXPORTED" // (note) the app that the search runs in does not see the action
  | "ADDON_FIXED_HOME" // (note) a script that failed names SPLUNK_HOME by a fixed path
  | "ADDON_BAD_CAM" // param._cam is not JSON, or not an object
  | "ADDON_RULE_FIELD" // (note) a validation rule in restmap.conf that looks at a field other than its own
  | "ADDON_BAD_REGEX" // a regular expression in props.conf or transforms.conf does not compile
  // configuration of ar-sim
  | "CONFIG_BAD" // ar-sim.config or a fixtures file cannot be read, or holds what is not known there
  // invocation
  | "INVOKE_BAD_PARAM" // a --param without `=`
  | "INVOKE_BAD_RESULTS" // a results file that is not the CSV, gzip or JSON it is called
  | "INVOKE_RAGGED_ROWS" // rows of unequal length
  | "INVOKE_BAD_UTF8" // invalid UTF-8 in a results file
  | "INVOKE_BAD_FORMAT" // payload_format is neither json nor xml
  | "INVOKE_NOT_SEARCHED" // (note) a saved search that cannot run here, for want of an index or of a command
  | "INVOKE_ROWS_CAPPED" // (note) more rows than splunkd hands to an action
  | "INVOKE_UNRESOLVED_TOKEN" // (note) a $token$ in a parameter has no value in this mode
  | "INVOKE_FIRST_ROW_TOKEN" // (note) a $result.*$ token stands for many rows and takes the first
  | "INVOKE_STRAY_DOLLAR" // (note) a single $ that may swallow text up to the next one
  | "INVOKE_PARAM_REFUSED" // Splunk would not save a search with these parameters; a note without --strict
  | "INVOKE_ADHOC_REFUSED" // Enterprise Security's form would refuse: no supports_adhoc, or a parameter that is not declared
  // sandbox
  | "SANDBOX_FAILED" // the throw-away SPLUNK_HOME could not be made or removed
  | "SANDBOX_NO_PYTHON" // no interpreter to be found
  | "SANDBOX_BAD_PYTHON" // the named interpreter does not exist or does not start
  | "SANDBOX_SETUP_FAILED" // `ar-sim python setup` could not make the environment
  // events
  | "EVENTS_BAD_SPOOL" // a spool file that is cut or malformed
  | "EVENTS_DROPPED" // (note) events that a transform sends to the nullQueue
  // search
  | "SEARCH_SYNTAX" // a search or eval expression that does not parse
  | "SEARCH_UNKNOWN_COMMAND" // a search command that is not emulated
  | "SEARCH_UNKNOWN_FUNCTION" // an eval function that does not exist
  | "SEARCH_BAD_REGEX" // a regular expression that does not compile
  | "SEARCH_REGEX_TIMEOUT" // a regular expression that backtracks without end
  | "SEARCH_RECURSION" // a macro or eventtype that names itself
  // splunkd
  | "SPLUNKD_PORT_TAKEN" // the port asked for is in use
  | "SPLUNKD_NO_ADDRESS" // the address or the port asked for cannot be listened on
  | "SPLUNKD_MISFIT" // a stand-in that is handed to a run and does not fit it
  | "SPLUNKD_BAD_STATE" // a --persist file that is cut or not ours, or cannot be written
  | "SPLUNKD_STATE_TAKEN" // another stand-in has the --persist file at the moment
  | "SPLUNKD_BAD_FIXTURE" // a credential, user or configuration fixture that cannot be used
  // scenario
  | "SCENARIO_UNREADABLE" // a scenario file or folder that is not there, or cannot be read
  | "SCENARIO_SYNTAX" // a scenario file that is neither YAML nor JSON
  | "SCENARIO_UNKNOWN_KEY" // a key that scenario files do not have
  | "SCENARIO_BAD_VALUE" // a value of another kind than its key wants
  | "SCENARIO_BAD_REGEX" // a regular expression in a scenario file that does not compile
  | "SCENARIO_MISSING_FILE" // a file or folder that a scenario file names and that is not there
  | "SCENARIO_DUPLICATE" // two cases of one name in a file
  | "SCENARIO_MATRIX_LARGE" // (note) a matrix of very many cells
  | "SCENARIO_MATRIX_LIMIT" // a matrix of more cells than are allowed
  | "SCENARIO_NONE" // no case matched: no file was found, or none of its cases was asked for
  | "SCENARIO_BAD_SNAPSHOT" // a snapshot that is not there, or cannot be written
  | "SCENARIO_BAD_REPORTER" // a reporter that there is not, or that cannot be loaded
  | "SCENARIO_BAD_BLOB" // a blob report that cannot be read, or shards that do not make one whole
  | "SCENARIO_REPORT_UNWRITTEN"; // a report that cannot be written where it should go

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
