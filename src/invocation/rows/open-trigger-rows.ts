/** The rows of a run: those that were given, what the saved search finds if ar-sim can run it, or the default row. */
import type { Addon } from "../../addon/addon.ts";
import type { SavedSearch } from "../../addon/read/read-saved-search.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import { defaultRows } from "../search/describe-trigger.ts";
import type { SearchContext } from "../invocation.ts";
import { type OpenRows, openRows, type TriggerRows } from "./open-rows.ts";

export interface TriggeredRows extends AsyncDisposable {
  readonly rows: OpenRows;
  /** Whether they only stand for results that ar-sim cannot find. */
  readonly areMadeUp: boolean;
  readonly problems: readonly Problem[];
}

export async function openTriggerRows(
  addon: Addon,
  given: TriggerRows | undefined,
  search: SearchContext,
  savedSearch: SavedSearch | undefined,
): Promise<TriggeredRows> {
  if (given?.kind === "spl") return triggered(await run(addon, given.text, search), []);
  if (given !== undefined || savedSearch === undefined || search.mode === "es-adhoc") {
    return triggered(await openRows(given ?? defaultRows(search.mode), search.now), []);
  }
  try {
    return triggered(await run(addon, search.searchText, search), []);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return triggered(await openRows(defaultRows(search.mode), search.now), [
      notRun(savedSearch, error),
    ]);
  }
}

/** Only this loads the search language. */
async function run(addon: Addon, text: string, search: SearchContext): Promise<OpenRows> {
  const { openSplRows } = await import("./open-spl-rows.ts");
  return openSplRows(addon, text, search);
}

function triggered(rows: OpenRows, problems: readonly Problem[]): TriggeredRows {
  const areMadeUp = problems.length > 0;
  return { rows, areMadeUp, problems, [Symbol.asyncDispose]: () => rows[Symbol.asyncDispose]() };
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
