/** The text of a search as commands: expanded, and cut at its pipes. */
import { expandSearch, type SearchExpansion } from "./expand-search.ts";
import { splitPipeline } from "./split-pipeline.ts";
import type { CommandCall } from "./spl-tree.ts";

/**
 * @example
 * parseSpl('| makeresults count=3 | eval n=random()').map((call) => call.name) // ['makeresults', 'eval']
 */
export function parseSpl(text: string, options: SearchExpansion = {}): CommandCall[] {
  return splitPipeline(expandSearch(text, options));
}
