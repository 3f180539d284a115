/** What `ar-sim search` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { flag, type OptionSet } from "../../command-line/option.ts";
import { ADDON_OPTIONS, PYTHON_OPTIONS, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { ASSUMPTION_OPTIONS, ASSUMPTION_ROWS } from "../../options/assumption-options.ts";
import { COVERAGE_OPTIONS } from "../../options/coverage-options.ts";
import { ENV_OPTIONS } from "../../options/env-options.ts";
import { FENCE_OPTIONS } from "../../options/fence-options.ts";
import { ROW_OPTIONS } from "../../options/row-options.ts";
import { OUTPUT_OPTIONS, SEARCH_CONTEXT_OPTIONS } from "../../options/search-context-options.ts";

interface PreviewValues {
  readonly preview: boolean;
}

export const PREVIEW_OPTIONS: OptionSet<PreviewValues> = {
  preview: flag("Runs each script once more before, as the preview of Splunk Web does."),
};

export const searchPage: CommandPage = {
  about: `Each sendalert in the search starts its script, and passes the rows on to the next command. Prints what each
action did, and the final rows.

Macros and lookups are those of the add-on. sendalert notable makes notable events, as Enterprise Security does.`,
  examples: [
    `ar-sim search '| makeresults | eval user="ann" | sendalert my_action'`,
    `ar-sim search 'search src=192.0.2.7 | stats count' --results events.csv`,
  ],
  groups: {
    "Add-on": { ...ADDON_OPTIONS, ...PYTHON_OPTIONS, ...TRACE_OPTIONS },
    "Events that a search command at the start reads": ROW_OPTIONS,
    Search: { ...SEARCH_CONTEXT_OPTIONS, ...PREVIEW_OPTIONS },
    Environment: ENV_OPTIONS,
    Fence: FENCE_OPTIONS,
    Coverage: COVERAGE_OPTIONS,
    Assumptions: ASSUMPTION_OPTIONS,
    Output: OUTPUT_OPTIONS,
  },
  lists: { "Names for --assume": ASSUMPTION_ROWS },
  async notes() {
    const { COMMANDS } = await import("../../../search/spl/commands.ts");
    return `Search commands: ${[...COMMANDS.keys()].join(", ")}.`;
  },
};
