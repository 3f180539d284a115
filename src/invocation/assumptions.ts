/**
 * What no document and no public sample settles, each with the answer taken when nobody says otherwise. A switch for all
 * who know their Splunk better; `--empty-params`, `--unresolved`, `--numeric-sid` and `--cwd` are of the kind as well.
 */
export interface Assumptions {
  /** Whether a payload in XML holds the first row. */
  readonly xmlResult: "omit" | "experimental";
  /** What stands between the values of a multivalue field where a token names it. The email action takes a blank. */
  readonly multivalueSeparator: string;
  /** How splunkd ends an action at maxtime; with SIGTERM, SIGKILL follows two seconds later. */
  readonly killSignal: "SIGKILL" | "SIGTERM";
  /** The code that splunkd logs for an action it killed. */
  readonly killedCode: number;
  /** `type=` in splunkd's line for an ad hoc run. */
  readonly adhocType: string;
  /** Whether sendalert starts the script although the search found nothing. */
  readonly emptyResults: "run" | "skip";
  /** Which of several programs of one name is taken; an empty extension is none. */
  readonly extensions: readonly string[] | undefined;
  /** Whose cim_actions is followed where the known ones contradict each other. */
  readonly cimActions: "V5" | "V6";
}

export const ASSUMED: Assumptions = {
  xmlResult: "omit",
  multivalueSeparator: " ",
  killSignal: "SIGKILL",
  killedCode: 9,
  adhocType: "adhoc",
  emptyResults: "run",
  extensions: undefined,
  cimActions: "V5",
};
