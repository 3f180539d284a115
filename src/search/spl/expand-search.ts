/** The text of a search with its macros expanded and its ``` comments ``` taken out. */
import { expandMacros, type MacroExpansion } from "../expression/expand-macros.ts";
import { searchError } from "../text/search-error.ts";
import type { SplText } from "./spl-tree.ts";

/** @throws HarnessError SEARCH_SYNTAX where there is none. */
export function expandSearch(text: string, options: MacroExpansion): SplText {
  if (text.trim() === "") {
    throw searchError("SEARCH_SYNTAX", "The search is empty", text, 0, {
      where: options.where,
      hint: "Write | makeresults, for example.",
    });
  }
  return { text: expandMacros(text, options), where: options.where };
}
