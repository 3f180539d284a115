/** What is wrong with a spool file, as a problem with its place. */
import type { Problem } from "../../errors.ts";

export function badSpool(
  file: string,
  what: string,
  hint: string = "Let writeevents() write the file, and do not end the script while it does.",
): Problem {
  const message = `the spool file ${file} ${what}`;
  return { code: "EVENTS_BAD_SPOOL", message, hint, where: { file } };
}
