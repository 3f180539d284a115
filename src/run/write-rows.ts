/** Finds the rows that trigger the action, and writes them where splunkd leaves them for the script. */
import type { Addon } from "../addon/addon.ts";
import type { SavedSearch } from "../addon/read/read-saved-search.ts";
import type { Problem } from "../errors.ts";
import type { Assumptions } from "../invocation/assumptions.ts";
import type { RowSource, SearchContext } from "../invocation/invocation.ts";
import { type WrittenResults, writeResults } from "../invocation/results/write-results.ts";
import type { AppCommands } from "../search/spl/stage/stage.ts";
import type { TriggerRows } from "../invocation/rows/open-rows.ts";
import { isSavedMode } from "../invocation/search/is-saved-mode.ts";
import type { askCondition, AskedRows } from "../invocation/trigger/ask-condition.ts";
import { suppressionOf } from "../invocation/trigger/suppression.ts";
import { openTriggerRows } from "../invocation/rows/open-trigger-rows.ts";

export interface RowsWish {
  /** undefined: what the saved search finds if ar-sim can run it, else one row of `| makeresults`. */
  readonly given: TriggerRows | undefined;
  readonly savedSearch: SavedSearch | undefined;
  readonly maxResults: number | undefined;
  readonly emptyResults: Assumptions["emptyResults"];
  readonly noRowsFile: Assumptions["noRowsFile"];
  /** Search commands that the search may name; undefined where nothing is to start. */
  readonly commands: AppCommands | undefined;
}

export interface WrittenRows {
  readonly results: WrittenResults;
  /** Why they trigger nothing, by the condition of the saved search. */
  readonly unmet: string | undefined;
  readonly problems: readonly Problem[];
}

export async function writeRows(
  addon: Addon,
  search: SearchContext,
  dispatchFolder: string,
  wish: RowsWish,
): Promise<WrittenRows> {
  const { maxResults, emptyResults, noRowsFile, savedSearch, commands } = wish;
  const settings = isSavedMode(search.mode) ? savedSearch?.settings : undefined;
  await using triggered = await openTriggerRows(addon, wish.given, search, {
    savedSearch,
    commands,
  });
  // What a search that cannot run here would have found is not known.
  const { rows } = triggered;
  await using asked =
    settings === undefined || triggered.areMadeUp
      ? unasked(rows)
      : await asking(addon, search, settings, rows);
  const isSuppressed = settings && suppressionOf(settings);
  const results = await writeResults(asked.rows, {
    dispatchFolder,
    search,
    maxResults,
    emptyResults,
    noRowsFile,
    isSuppressed,
  });
  const { unmet, problems } = await asked.answer();
  return { results, unmet, problems: [...triggered.problems(), ...results.problems, ...problems] };
}

/** Only this loads what counts rows and searches them. */
async function asking(...asked: Parameters<typeof askCondition>): Promise<AskedRows> {
  const trigger = await import("../invocation/trigger/ask-condition.ts");
  return trigger.askCondition(...asked);
}

function unasked(rows: RowSource): AskedRows {
  return {
    rows,
    answer: async () => ({ unmet: undefined, problems: [] }),
    [Symbol.asyncDispose]: async () => {},
  };
}
