/** The text of a search as commands: macros expanded, ``` comments ``` taken out, cut at its pipes. */
import type { Where } from "../../errors.ts";
import { expandMacros, type MacroExpansion } from "../expression/expand-macros.ts";
import { searchError } from "../text/point-at.ts";
import { splitPipeline } from "./split-pipeline.ts";
import type { CommandCall } from "./spl-tree.ts";

/**
 * @example
 * parseSpl('| makeresults count=3 | eval n=random()').map((call) => call.name) // ['makeresults', 'eval']
 */
export function parseSpl(
  text: string,
  options: MacroExpansion & { readonly where?: Where } = {},
): CommandCall[] {
  if (text.trim() === "") {
    throw searchError("SEARCH_SYNTAX", "The search is empty", text, 0, {
      where: options.where,
      hint: "Write | makeresults, for example.",
    });
  }
  return splitPipeline({ text: expandMacros(text, options), where: options.where });
}
