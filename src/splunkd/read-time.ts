/** A time as clients give it: epoch, ISO, or relative. Ground: REST API Reference, «search/timeparser». */
import { parseTime } from "../search/time-modifier.ts";

/** Epoch seconds; undefined when it is none. */
export function readTime(text: string, now: number): number | undefined {
  const trimmed = text.trim().replace(/^rt/, "");
  if (trimmed === "") return undefined;
  return parseTime(trimmed.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, "$1T"), { now });
}
