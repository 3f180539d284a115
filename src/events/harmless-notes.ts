/** Remarks on an event that is found and shown all the same: it has no time of its own. */

export const NO_TIME = "no timestamp at the start of the event: it gets the time of indexing";
export const LAST_TIME =
  "no timestamp at the start of the event: it gets the time of the event before it";

export const HARMLESS_NOTES: ReadonlySet<string> = new Set([NO_TIME, LAST_TIME]);
