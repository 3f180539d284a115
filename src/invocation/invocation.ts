/** What splunkd hands to the script, as plain data. */

export type Mode = "adhoc" | "saved" | "per-result" | "es-adhoc";

/** One result. A multivalue field is an array. Field order is that of insertion. */
export type Row = Readonly<Record<string, string | readonly string[]>>;

/** Rows as a stream of batches, so that a million rows are never in memory at once. */
export interface RowSource {
  /** The columns in order. Known before the first batch. */
  readonly fields: readonly string[];
  readonly batches: AsyncIterable<readonly Row[]>;
}

/** Everything about the search that triggers the action. No time in it is read from the clock. */
export interface SearchContext {
  readonly mode: Mode;
  /** App context of the search, never of the action. */
  readonly app: string;
  readonly owner: string;
  /** Empty for an ad hoc search. */
  readonly searchName: string;
  /** Whether the saved search is shared. Then its address names `nobody` in place of the owner. */
  readonly isShared?: boolean | undefined;
  /** The text of the search, for `$search$` and the job. */
  readonly searchText: string;
  readonly sid: string;
  readonly serverHost: string;
  /** The Splunk that runs it: `10.0`. */
  readonly splunkVersion: string;
  /** `https://127.0.0.1:<port>`. */
  readonly serverUri: string;
  /** As `sendalert` gives it. Default: made as Splunk makes it. */
  readonly resultsLink?: string | undefined;
  /** `http://<host>:<port>`, with which results_link begins. */
  readonly webUri: string;
  readonly sessionKey: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
}

/** One start of the script. */
export interface Invocation {
  /** Row index in per-result mode. */
  readonly resultId: number | undefined;
  /** Program arguments, without interpreter and program. */
  readonly args: readonly string[];
  /** The text written to stdin. */
  readonly payload: string;
  readonly format: "json" | "xml";
  /** Absolute path in the sandbox. */
  readonly resultsFile: string;
}
