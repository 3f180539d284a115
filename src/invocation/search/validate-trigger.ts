/** Checks whether Splunk would save a search with these parameters. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import type { SavedSearch } from "../../addon/read/read-saved-search.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import type { Mode } from "../invocation.ts";
import { isSavedMode } from "./is-saved-mode.ts";

export interface Triggered {
  readonly search: { readonly mode: Mode };
  readonly savedSearch: SavedSearch | undefined;
}

export interface SavedParams {
  /** They override those of the saved search. */
  readonly params: Readonly<Record<string, string>>;
  /** Refuses what Splunk would not save. By default a note tells of it. */
  readonly strict: boolean;
}

/**
 * Splunk validates parameters only when a search is saved, and never for an ad hoc run.
 *
 * @throws HarnessError INVOKE_PARAM_REFUSED when strict; otherwise each refusal is a note.
 */
export async function validateTrigger(
  addon: Addon,
  action: AlertAction,
  trigger: Triggered,
  given: SavedParams,
): Promise<Problem[]> {
  if (!isSavedMode(trigger.search.mode)) return [];
  const { savedParams, validateParams } = await import("../../addon/validation/validate-params.ts");
  const params = { ...savedParams(action, trigger.savedSearch), ...given.params };
  const { refusals, problems } = validateParams(addon, action.name, params);
  const notes = refusals.map(({ field, message, where }): Problem => ({
    code: "INVOKE_PARAM_REFUSED",
    message: `Splunk would not save a search with this ${field}: ${message}`,
    hint: hintFor(action, field, params),
    where,
  }));
  const [first] = notes;
  if (given.strict && first !== undefined) {
    const { hint, where } = first;
    const message = notes.map((note) => note.message).join("\n");
    throw new HarnessError("INVOKE_PARAM_REFUSED", message, { hint, where });
  }
  return [...notes, ...problems];
}

/** Ground: the rules see the settings of the search that is saved, and not those of alert_actions.conf. */
function hintFor(
  { name, params }: AlertAction,
  field: string,
  given: Readonly<Record<string, string>>,
): string {
  const param = field.replace(`action.${name}.`, "").replace(/^param\./, "");
  const isDefault = (given[param] ?? "") === "" && (params.get(param)?.value ?? "") !== "";
  return isDefault
    ? `The default in alert_actions.conf does not count for the rule: give --param ${param}=VALUE.`
    : "Change the value, or the rule. Ad hoc runs are never validated.";
}
