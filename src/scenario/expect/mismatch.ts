/** An expectation that does not hold, before its place in a file is known. Types only. */

export interface Mismatch {
  /** The expectation below `expect`: `events.any[0].fields.status`. */
  readonly at: string;
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly because?: readonly string[];
  readonly hint?: string;
  readonly diff?: string;
}
