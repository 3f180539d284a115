/**
 * Why a real Splunk would not start the action: each is a reason of the verdict `not-triggered`. Ground:
 * savedsearches.conf.spec and alert_actions.conf.spec for the settings.
 */
import { isTrue } from "../addon/read/read-eventtypes.ts";
import type { Problem, Where } from "../errors.ts";
import type { Assumptions } from "../invocation/assumptions.ts";
import { isSavedMode } from "../invocation/search/is-saved-mode.ts";
import type { Reason } from "../transcript.ts";
import type { Stage } from "./open-stage.ts";
import type { RunPlan } from "./plan-run.ts";

export function holdBack(
  plan: Pick<RunPlan, "action" | "savedSearch">,
  stage: Pick<Stage, "search" | "results" | "unmet" | "maySend">,
): Reason[] {
  const { action } = plan;
  if (!stage.maySend) return [held(MAY_SEND, NO_PERMISSION, ASK_ADMIN, undefined)];
  const disabled = action.stanza.settings.get("disabled");
  const off = isTrue(disabled?.value)
    ? [
        held(
          "action-on",
          `\`${action.name}\` is disabled`,
          "Remove `disabled = 1`.",
          disabled?.where,
        ),
      ]
    : [];
  if (!isSavedMode(stage.search.mode)) return off;
  return [...bySearch(plan), ...off, ...byResults(plan, stage)];
}

/** The reason of a user who may not run `sendalert`. */
export const MAY_SEND = "may-send";

/** Ground: messages.conf, EXTERN:NO_PERMISSION, from 9.0 on. Guess: that sendalert says it too. */
const NO_PERMISSION =
  "You do not have a role with the capability='run_sendalert' required to run this command='sendalert'.";
const ASK_ADMIN =
  "Contact your Splunk administrator to request that this capability be added to your role.";

/** The settings of the saved search, before it has run. */
function bySearch({ action, savedSearch }: Pick<RunPlan, "action" | "savedSearch">): Reason[] {
  if (savedSearch === undefined) return [];
  const { name, settings, actions, where } = savedSearch;
  const disabled = settings.get("disabled");
  const switched = `action.${action.name}`;
  const listed = settings.get("actions");
  return [
    ...(isTrue(disabled?.value)
      ? [held("search-on", `[${name}] is disabled`, "Remove `disabled = 1`.", disabled?.where)]
      : []),
    ...(actions.includes(action.name)
      ? []
      : [
          held(
            "action-enabled",
            `[${name}] does not have ${switched} = 1`,
            listed === undefined
              ? `Add \`${switched} = 1\`.`
              : `Add \`${switched} = 1\`: in a .conf file \`actions\` enables nothing.`,
            settings.get(switched)?.where ?? listed?.where ?? where,
          ),
        ]),
  ];
}

/** What the search found. */
function byResults(
  { savedSearch }: Pick<RunPlan, "savedSearch">,
  { search, results, unmet }: Pick<Stage, "search" | "results" | "unmet">,
): Reason[] {
  const where = CONDITION.map((key) => savedSearch?.settings.get(key)?.where).find(
    (place) => place !== undefined,
  );
  if (unmet !== undefined)
    return [held("condition", unmet, "Give other rows, or change the condition.", where)];
  if (search.mode !== "per-result" || results.count > 0) return [];
  const hint = "Give at least one row: per result, each row starts the script once.";
  return [held("has-row", "0 results, and the action runs once for each", hint, undefined)];
}

/** The settings that a condition is in. */
const CONDITION = ["alert_condition", "quantity", "relation", "counttype"];

function held(id: string, message: string, hint: string, where: Where | undefined): Reason {
  return { id, status: "fail", message, hint, where };
}

/** What a run tells that starts the action: with `force` in spite of the reasons, or for fewer results than there are. */
export function remarksOn(
  reasons: readonly Reason[],
  { search, results }: Pick<Stage, "search" | "results">,
  noRowsResult: Assumptions["noRowsResult"],
): Problem[] {
  const forced = reasons.map(({ message, where }): Problem => ({
    code: "INVOKE_NOT_TRIGGERED",
    message: `Splunk would not start the action: ${message}`,
    hint: "Leave out --force to see the run as Splunk has it.",
    where,
  }));
  if (results.count === 0) forced.push(noRows(results.hasFiles, noRowsResult));
  if (results.suppressed > 0) forced.push(suppressed(search.searchName, results));
  return forced;
}

function noRows(hasFile: boolean, noRowsResult: Assumptions["noRowsResult"]): Problem {
  const result = noRowsResult === "null" ? "null" : "an empty object";
  const file = hasFile
    ? "the results file has no more than its header"
    : "there is no results file";
  return {
    code: "INVOKE_NO_ROWS",
    message: `0 results: the script had nothing to work on. \`result\` in a JSON payload is ${result}, and ${file}`,
    hint: "Let the script end well without results, or give rows.",
  };
}

function suppressed(
  searchName: string,
  { suppressed: left, count }: Pick<Stage["results"], "suppressed" | "count">,
): Problem {
  return {
    code: "INVOKE_SUPPRESSED",
    message: `${left} of ${left + count} results of [${searchName}] start nothing: alert.suppress keeps those back that are like one before`,
    hint: "See alert.suppress.fields. Nothing is remembered from run to run.",
  };
}
