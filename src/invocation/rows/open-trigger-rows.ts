/** The rows of a run: those that were given, what the saved search finds if ar-sim can run it, or the default row. */
import type { Addon } from "../../addon/addon.ts";
import type { SavedSearch } from "../../addon/read/read-saved-search.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import { defaultRows } from "../search/describe-trigger.ts";
import type { AppCommands } from "../../search/spl/stage/stage.ts";
import type { SearchContext } from "../invocation.ts";
import { type OpenRows, openRows, type TriggerRows } from "./open-rows.ts";

export interface TriggeredRows extends AsyncDisposable {
  readonly rows: OpenRows;
  /** Whether they only stand for results that ar-sim cannot find. */
  readonly areMadeUp: boolean;
  /** To be asked when the rows have been read. */
  problems(): readonly Problem[];
}

export interface SearchWish {
  readonly savedSearch: SavedSearch | undefined;
  /** Search commands that the search may name. */
  readonly commands: AppCommands | undefined;
}

export async function openTriggerRows(
  addon: Addon,
  given: TriggerRows | undefined,
  search: SearchContext,
  { savedSearch, commands }: SearchWish,
): Promise<TriggeredRows> {
  if (given?.kind === "spl") return run(addon, given.text, search, commands);
  if (given !== undefined || savedSearch === undefined || search.mode === "es-adhoc") {
    return triggered(await openRows(given ?? defaultRows(search.mode), search.now), []);
  }
  try {
    return await run(addon, search.searchText, search, commands);
  } catch (error) {
    // A command that fails here fails in a Splunk too, and no alert comes of such a search.
    if (!(error instanceof HarnessError) || error.code === "SEARCH_COMMAND_FAILED") throw error;
    return triggered(await openRows(defaultRows(search.mode), search.now), [
      notRun(savedSearch, error),
    ]);
  }
}

/** Only this loads the search language. */
async function run(
  addon: Addon,
  text: string,
  search: SearchContext,
  commands: AppCommands | undefined,
): Promise<TriggeredRows> {
  const { openSplRows } = await import("./open-spl-rows.ts");
  const { warnings, ...rows } = await openSplRows(addon, text, search, commands);
  return triggered(rows, [], warnings);
}

function triggered(
  rows: OpenRows,
  notRun: readonly Problem[],
  warnings: () => readonly Problem[] = () => [],
): TriggeredRows {
  return {
    rows,
    areMadeUp: notRun.length > 0,
    problems: () => [...notRun, ...warnings()],
    [Symbol.asyncDispose]: () => rows[Symbol.asyncDispose](),
  };
}

function notRun(savedSearch: SavedSearch, error: HarnessError): Problem {
  const [why = ""] = error.message.split("\n");
  return {
    code: "INVOKE_NOT_SEARCHED",
    message: `the search of [${savedSearch.name}] cannot run here, so one row of makeresults stands for its results: ${why}`,
    hint: "Give the rows: --result name=value, --results FILE, --notable, or --spl with a search that can run.",
    where: savedSearch.settings.get("search")?.where ?? savedSearch.where,
  };
}
