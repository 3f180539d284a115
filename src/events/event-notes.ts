/**
 * Remarks on events that several rooms know: their words, which of them are harmless, and how to mend the others.
 * A transcript has them as texts. So only this file, which writes a text, may tell by it which remark it is.
 */

export const NO_TIME = "no timestamp at the start of the event: it gets the time of indexing";
export const LAST_TIME =
  "no timestamp at the start of the event: it gets the time of the event before it";
export const TWICE =
  "written before, in another file: writeevents() writes all events again at each call";

const UNKNOWN_INDEX = "no indexes.conf at hand defines the index ";

export function unknownIndex(index: string): string {
  return `${UNKNOWN_INDEX}${index}: a Splunk without it drops the event`;
}

const TRUNCATED = "cut at TRUNCATE = ";

/** A line of the event was longer than its sourcetype allows. Sizes in bytes. */
export function truncated(most: number, length: number, wasJson: boolean): string {
  const broken = wasJson ? "; its JSON no longer parses" : "";
  return `${TRUNCATED}${most} bytes: the line has ${length}${broken}`;
}

/** The event is found and shown all the same. */
export function isHarmless(note: string): boolean {
  return note === NO_TIME || note === LAST_TIME;
}

export function hintForNote(note: string): string | undefined {
  if (note === TWICE) return "Call writeevents() once, after the loop over the results.";
  if (note.startsWith(UNKNOWN_INDEX))
    return "Give writeevents() an index that every Splunk has, or define this one in indexes.conf.";
  if (note.startsWith(TRUNCATED))
    return "Raise TRUNCATE for its sourcetype in props.conf, or write shorter events.";
  return undefined;
}
