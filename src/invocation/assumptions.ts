/**
 * What neither the documentation of Splunk nor any public sample says, with a default for each. If you know better, set
 * it with `--assume`. `--empty-params`, `--unresolved`, `--numeric-sid` and `--cwd` are of the same kind.
 */
export interface Assumptions {
  /** Whether a payload in XML holds the first row. */
  readonly xmlResult: "omit" | "experimental";
  /** What separates the values of a multivalue field that a token names. The email action uses a space. */
  readonly multivalueSeparator: string;
  /** How splunkd ends an action at maxtime. After a SIGTERM, SIGKILL follows two seconds later. */
  readonly killSignal: "SIGKILL" | "SIGTERM";
  /** The code that splunkd logs for an action it killed. */
  readonly killedCode: number;
  /** `type=` in splunkd's line for an ad hoc run. */
  readonly adhocType: string;
  /** Whether sendalert starts the script although the search found nothing. */
  readonly emptyResults: "run" | "skip";
  /** What `result` in a JSON payload is where the search found nothing. */
  readonly noRowsResult: "null" | "object";
  /**
   * Whether there is a results file then. Default: a saved search has one with the header alone, and an ad hoc sendalert
   * has none. Ground: TA-thehive-cortex#58 for the latter, one report. Guess: the former.
   */
  readonly noRowsFile: "absent" | "present" | undefined;
  /** Order of the file extensions in which the program is looked for. An empty text is a file without an extension. */
  readonly extensions: readonly string[] | undefined;
  /** Generation of cim_actions. The known ones contradict each other. */
  readonly cimActions: "V5" | "V6";
}

export const ASSUMED: Assumptions = {
  xmlResult: "omit",
  multivalueSeparator: " ",
  killSignal: "SIGKILL",
  killedCode: 9,
  adhocType: "adhoc",
  emptyResults: "run",
  noRowsResult: "null",
  noRowsFile: undefined,
  extensions: undefined,
  cimActions: "V5",
};
