/** Errors of a command in Splunk's form, «Error in 'rex' command: …», with the place and a caret. */
import { type SearchError, searchError } from "../text/search-error.ts";
import type { CommandCall } from "./spl-tree.ts";

export function commandError(
  call: CommandCall,
  problem: string,
  options: { at?: number | undefined; hint?: string | undefined } = {},
): SearchError {
  const { source } = call;
  return searchError(
    "SEARCH_SYNTAX",
    `Error in '${call.name}' command: ${problem}`,
    source.text,
    options.at ?? (call.args === "" ? call.start : call.argsStart),
    { where: source.where, hint: options.hint, command: call.name },
  );
}
