/** The text of a search as commands: expanded, and cut at its pipes. */
import type { MacroExpansion } from "../expression/expand-macros.ts";
import { expandSearch } from "./expand-search.ts";
import { splitPipeline } from "./split-pipeline.ts";
import type { CommandCall } from "./spl-tree.ts";

/**
 * @example
 * parseSpl('| makeresults count=3 | eval n=random()').map((call) => call.name) // ['makeresults', 'eval']
 */
export function parseSpl(text: string, options: MacroExpansion = {}): CommandCall[] {
  return splitPipeline(expandSearch(text, options));
}
