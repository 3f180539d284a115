/** A time as clients give it: epoch, ISO, or relative. Ground: REST API Reference, «search/timeparser». */
import { parseTime } from "../../search/time/time-modifier.ts";

/** The last second that a date can have, and, negated, the first. */
const LAST = 8_640_000_000_000;

/** Epoch seconds; undefined when it is none, or beyond all dates. */
export function readTime(text: string, now: number): number | undefined {
  const trimmed = text.trim().replace(/^rt/, "");
  if (trimmed === "") return undefined;
  const time = parseTime(trimmed.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, "$1T"), { now });
  return time !== undefined && Math.abs(time) <= LAST ? time : undefined;
}
