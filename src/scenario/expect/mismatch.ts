/** An expectation that does not hold, before its place in a file is known. Types only. */

export interface Mismatch {
  /** The expectation below `expect`: `events.any[0].fields.status`. */
  readonly at: string;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  readonly because?: readonly string[] | undefined;
  readonly hint?: string | undefined;
  readonly diff?: string | undefined;
}
