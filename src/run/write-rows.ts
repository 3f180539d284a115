/** Finds the rows that trigger the action, and writes them where splunkd leaves them for the script. */
import type { Addon } from "../addon/addon.ts";
import type { SavedSearch } from "../addon/read/read-saved-search.ts";
import type { Problem } from "../errors.ts";
import type { Assumptions } from "../invocation/assumptions.ts";
import type { SearchContext } from "../invocation/invocation.ts";
import { type WrittenResults, writeResults } from "../invocation/results/write-results.ts";
import type { TriggerRows } from "../invocation/rows/open-rows.ts";
import { openTriggerRows } from "../invocation/rows/open-trigger-rows.ts";

export interface RowsWish {
  /** undefined: what the saved search finds if ar-sim can run it, else one row of `| makeresults`. */
  readonly given: TriggerRows | undefined;
  readonly savedSearch: SavedSearch | undefined;
  readonly maxResults: number | undefined;
  readonly emptyResults: Assumptions["emptyResults"];
}

export interface WrittenRows {
  readonly results: WrittenResults;
  readonly problems: readonly Problem[];
}

export async function writeRows(
  addon: Addon,
  search: SearchContext,
  dispatchFolder: string,
  wish: RowsWish,
): Promise<WrittenRows> {
  const { maxResults, emptyResults } = wish;
  await using triggered = await openTriggerRows(addon, wish.given, search, wish.savedSearch);
  const target = { dispatchFolder, search, maxResults, emptyResults };
  const results = await writeResults(triggered.rows, target);
  return { results, problems: [...triggered.problems, ...results.problems] };
}
