/** Plans a run: which action, triggered by which search, which program and which Python. Starts nothing. */
import type { Addon, AlertAction, Program } from "../addon/addon.ts";
import { checkVisible } from "../addon/visibility/check-visible.ts";
import { findAction } from "../addon/find-action.ts";
import { findProgram } from "../addon/find-program.ts";
import type { SavedSearch } from "../addon/read/read-saved-search.ts";
import { isAdaptive } from "../addon/visibility/is-adaptive.ts";
import { resolveOwner } from "../addon/resolve-owner.ts";
import type { Problem } from "../errors.ts";
import type { SearchContext } from "../invocation/invocation.ts";
import {
  describeTrigger,
  type Trigger,
  type TriggerWish,
} from "../invocation/search/describe-trigger.ts";
import { isSavedMode } from "../invocation/search/is-saved-mode.ts";
import { type SavedParams, validateTrigger } from "../invocation/search/validate-trigger.ts";
import { checkKnown, type SplunkProfile, splunkProfile } from "../platforms/splunk-profile.ts";
import { checkPlaceTaken, findPython } from "../sandbox/interpreters/find-python.ts";
import { checkPythonSettings } from "../sandbox/interpreters/ruled-python.ts";
import type { Interpreter } from "../sandbox/process/script-run.ts";

/** Where splunkd listens by default. A dry run hands this address to the script. */
export const DEFAULT_URI = "https://127.0.0.1:8089";

export interface RunPlan {
  /** As the app of the search sees it, with the time limit of the saved search. */
  readonly action: AlertAction;
  readonly program: Program;
  /** undefined for a program that is not Python. */
  readonly python: Interpreter | undefined;
  readonly search: SearchContext;
  readonly savedSearch: SavedSearch | undefined;
  /** The most rows that are handed over; undefined for Splunk's own limit. */
  readonly maxResults: number | undefined;
  readonly problems: readonly Problem[];
}

export interface ProgramWish {
  /** Path or version of the interpreter. */
  readonly python: string | undefined;
  /** server.conf `[general] python.version`, where the fixtures set it. */
  readonly systemPython: string | undefined;
  /** File extensions in the order in which they are tried. */
  readonly extensions: readonly string[] | undefined;
}

/** @throws HarnessError when there is nothing to run or no way to run it. */
export async function planRun(
  addon: Addon,
  actionName: string | undefined,
  wish: TriggerWish,
  programWish: ProgramWish,
  params: SavedParams,
): Promise<RunPlan> {
  const named = findAction(addon, actionName);
  const trigger = describeTrigger(addon, named, wish, DEFAULT_URI);
  const { search, savedSearch } = trigger;
  const action = resolveOwner(named, search.app);
  const program = findProgram(addon, action, { extensions: programWish.extensions });
  const profile = splunkProfile(search.splunkVersion);
  const python = pythonFor(program, action, programWish, profile);
  const refusals = await validateTrigger(addon, action, trigger, params);
  return {
    action: { ...action, maxtimeMs: trigger.limits.maxtimeMs ?? action.maxtimeMs },
    program,
    python,
    search,
    savedSearch,
    maxResults: rowCap(action, trigger),
    problems: [
      ...addon.problems,
      ...(action.camProblem === undefined ? [] : [action.camProblem]),
      ...program.problems,
      ...checkKnown(profile),
      ...(program.kind === "python" ? checkPythonSettings(action, profile) : []),
      ...checkPlaceTaken(python, profile),
      // Of an adaptive response the verdict tells it.
      ...(isAdaptive(action) ? [] : checkVisible(addon, action, search.app)),
      ...unscheduled(trigger),
      ...refusals,
    ],
  };
}

/** The scheduler leaves such a search alone, but a user can dispatch it. */
function unscheduled({ savedSearch, search }: Trigger): Problem[] {
  if (savedSearch === undefined || savedSearch.isScheduled || !isSavedMode(search.mode)) return [];
  const { name, settings, where } = savedSearch;
  return [
    {
      code: "INVOKE_NOT_SCHEDULED",
      message: `[${name}] has no enableSched = 1, so it runs as one that a user dispatches with trigger_actions`,
      hint: "Add `enableSched = 1` and a `cron_schedule` if the scheduler shall start it.",
      where: settings.get("enableSched")?.where ?? where,
    },
  ];
}

/** A program in another language has none: its $SPLUNK_HOME/bin/python is the system's. */
function pythonFor(
  program: Program,
  action: AlertAction,
  { python: asked, systemPython: system }: ProgramWish,
  profile: SplunkProfile,
): Interpreter | undefined {
  if (program.kind !== "python") return undefined;
  const { settings } = action.stanza;
  return findPython({
    asked,
    system,
    profile,
    required: settings.get("python.required")?.value,
    version: settings.get("python.version")?.value,
  });
}

/** `maxresults` of the action does not hold for per-result runs, which have a limit of their own. */
function rowCap(action: AlertAction, { limits, search }: Trigger): number | undefined {
  if (limits.maxResults !== undefined) return positive(limits.maxResults);
  if (search.mode === "per-result") return undefined;
  return positive(Number(action.stanza.settings.get("maxresults")?.value));
}

function positive(number: number): number | undefined {
  return number > 0 ? number : undefined;
}
