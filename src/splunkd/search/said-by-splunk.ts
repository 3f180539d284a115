/**
 * Our errors as splunkd words them: ours have the place behind the message and a picture below.
 * Ground: messages of searches as users quote them: of a macro that is not there, of a search that cannot be parsed.
 */
import { HarnessError } from "../../errors.ts";

export function saidBySplunk(error: unknown): string {
  if (error instanceof HarnessError && error.code === "SEARCH_TOO_LARGE") return error.message;
  const text = error instanceof Error ? error.message : String(error);
  const said = text.replace(/ \((?:line \d+, column|at offset) \d+\)\n[^]*$/, "");
  const macro = /^There is no macro `(.*)`$/.exec(said)?.[1];
  if (macro !== undefined) {
    const name = macro.replace(/\(\d+\)$/, "");
    return `Error in 'SearchParser': The search specifies a macro '${name}' that cannot be found. Reasons include: the macro name is misspelled, you do not have "read" permission for the macro, or the macro has not been shared with this application. Click Settings, Advanced search, Search Macros to view macro information.`;
  }
  return isOfSearch(said)
    ? `Error in 'search' command: Unable to parse the search: ${said.replace(/\.$/, "")}.`
    : said;
}

/** Whether it is about the terms of a search and not about a command, which names itself. */
export function isOfSearch(said: string): boolean {
  return !/^(?:Error in '|Unknown search command|Failed to )/.test(said);
}
