/** What `ar-sim run` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { choice, flag, type OptionSet, text } from "../../command-line/option.ts";
import { PACKAGE_OPTIONS, PYTHON_OPTIONS, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { ASSUMPTION_OPTIONS, ASSUMPTION_ROWS } from "../../options/assumption-options.ts";
import { COVERAGE_OPTIONS } from "../../options/coverage-options.ts";
import { DEBUG_OPTIONS } from "../../options/debug-options.ts";
import { ENV_OPTIONS } from "../../options/env-options.ts";
import { FENCE_OPTIONS } from "../../options/fence-options.ts";
import { PARAM_OPTIONS } from "../../options/param-options.ts";
import { ROW_OPTIONS } from "../../options/row-options.ts";
import { OUTPUT_OPTIONS, SEARCH_CONTEXT_OPTIONS } from "../../options/search-context-options.ts";
import { port, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";
import type { Mode } from "../../../invocation/invocation.ts";

export interface TriggerValues {
  readonly mode: Mode | undefined;
  readonly "saved-search": string | undefined;
  readonly "search-name": string | undefined;
  readonly search: string | undefined;
  readonly strict: boolean;
  readonly preview: boolean;
  readonly force: boolean;
}

export const TRIGGER_OPTIONS: OptionSet<TriggerValues> = {
  mode: choice(
    ["adhoc", "saved", "per-result", "es-adhoc"],
    "What triggers the action: sendalert in the search bar, a scheduled search, a scheduled search for each result, or the form of Enterprise Security on a notable event. Default: adhoc.",
  ),
  "saved-search": text(
    "NAME",
    "A search of savedsearches.conf. Sets the mode, the parameters, the limits, and each action that it enables.",
  ),
  "search-name": text("NAME", "The name of the search, for modes saved and per-result."),
  search: text("TEXT", "The text of the search."),
  strict: flag(
    "Modes saved and per-result: stops if Splunk would not save a search with these parameters.",
  ),
  preview: flag("Runs the script once more before, as the preview of Splunk Web does."),
  force: flag(
    "Starts the action although Splunk would not: its search is disabled or does not trigger.",
  ),
};

export interface SplRowsValues {
  readonly spl: string | undefined;
}

export const SPL_ROWS_OPTIONS: OptionSet<SplRowsValues> = {
  spl: text("SPL", `A search that gives the rows: '| makeresults | eval src="192.0.2.7"'.`),
};

export interface StandInValues {
  readonly splunkd: string | undefined;
  readonly "splunkd-port": number | undefined;
  readonly "rest-bodies": boolean;
}

export const STAND_IN_OPTIONS: OptionSet<StandInValues> = {
  splunkd: text(
    "URI",
    "Uses an `ar-sim serve` that is running, and its state. The variables SPLUNK_SESSION_KEY, or SPLUNK_USERNAME and SPLUNK_PASSWORD, log in.",
  ),
  "splunkd-port": port(
    "The port of the stand-in. Default: 8089, or a free port if that is in use.",
  ),
  "rest-bodies": flag(
    "Also prints the bodies of REST requests and responses, with secrets masked.",
  ),
};

export const runPage: CommandPage = {
  about: `Does what | makeresults | sendalert ACTION param.NAME=VALUE does in Splunk: builds the payload and the
results file, runs your unmodified script in a temporary SPLUNK_HOME, indexes what it wrote, and tells you whether
Enterprise Security would find it.

You can leave out ACTION if the add-on has only one action.`,
  examples: ["ar-sim run my_action --param foo=bar --result src=192.0.2.7"],
  groups: {
    "Add-on": { ...PACKAGE_OPTIONS, ...PYTHON_OPTIONS, ...TRACE_OPTIONS },
    Trigger: { ...PARAM_OPTIONS, ...TRIGGER_OPTIONS, ...SEARCH_CONTEXT_OPTIONS },
    Rows: { ...ROW_OPTIONS, ...SPL_ROWS_OPTIONS },
    "REST API of splunkd": { ...SPLUNKD_OPTIONS, ...STAND_IN_OPTIONS },
    Environment: ENV_OPTIONS,
    Fence: FENCE_OPTIONS,
    Debugger: DEBUG_OPTIONS,
    Coverage: COVERAGE_OPTIONS,
    Assumptions: ASSUMPTION_OPTIONS,
    Output: OUTPUT_OPTIONS,
  },
  lists: { "Names for --assume": ASSUMPTION_ROWS },
};
