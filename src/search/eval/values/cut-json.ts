/**
 * spath reads a text up to a limit. What is whole before it counts: the values that are complete, in objects and arrays that
 * are closed where the text ends. Ground: limits.conf.spec, `[spath] extraction_cutoff`.
 */
import { endOfString } from "./json-number.ts";

export const EXTRACTION_CUTOFF = 5000;

export const SPATH_IS_CUT: string = `Some fields may be missing: spath reads up to character ${EXTRACTION_CUTOFF} only (limits.conf, [spath] extraction_cutoff)`;

/** The beginning of a longer text, made whole. */
export function cutJson(text: string): string {
  const head = text.slice(0, EXTRACTION_CUTOFF);
  let closers = "";
  let [end, closersThere] = [0, ""];
  for (let at = 0; at < head.length; at += 1) {
    const char = head[at];
    if (char === '"') at = endOfString(head, at);
    else if (char === "{" || char === "[") {
      closers = (char === "{" ? "}" : "]") + closers;
      [end, closersThere] = [at + 1, closers];
    } else if (char === "}" || char === "]") {
      closers = closers.slice(1);
      [end, closersThere] = [at + 1, closers];
    } else if (char === ",") [end, closersThere] = [at, closers];
  }
  return head.slice(0, end) + closersThere;
}
