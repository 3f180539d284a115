/**
 * Errors of a search in splunkd's words: ours have the place behind the message, and a picture below.
 * Ground: messages of searches as users quote them: of a macro that is not there, of a search that cannot be parsed.
 */
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { SearchError } from "../../search/text/search-error.ts";

export function wordSearchError(error: unknown): string {
  if (error instanceof HarnessError && error.code === "SEARCH_TOO_LARGE") return error.message;
  if (!(error instanceof SearchError)) return cannotParse(messageOf(error));
  const { problem, missingMacro } = error;
  if (missingMacro !== undefined)
    return `Error in 'SearchParser': The search specifies a macro '${missingMacro}' that cannot be found. Reasons include: the macro name is misspelled, you do not have "read" permission for the macro, or the macro has not been shared with this application. Click Settings, Advanced search, Search Macros to view macro information.`;
  return namesCommand(error) ? problem : cannotParse(problem);
}

/** Whether it is about a command, which its message names, and not about the terms of a search. */
export function namesCommand(error: unknown): boolean {
  return error instanceof SearchError && error.command !== undefined;
}

function cannotParse(problem: string): string {
  return `Error in 'search' command: Unable to parse the search: ${asSentence(problem)}`;
}

/** With one full stop at its end. */
export function asSentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
