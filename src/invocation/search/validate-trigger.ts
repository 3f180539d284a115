// Before a run as from a saved search: would Splunk have let anybody save it with these parameters?
import type { Addon, AlertAction } from "../../addon/addon.ts";
import type { SavedSearch } from "../../addon/read/read-saved-search.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import type { Mode } from "../invocation.ts";

export interface Triggered {
  readonly search: { readonly mode: Mode };
  readonly savedSearch: SavedSearch | undefined;
}

export interface Wish {
  /** Over those of the saved search. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly strict?: boolean | undefined;
}

/**
 * Only saving a search validates; ad hoc runs never do (sendalert.md §11.1).
 *
 * @throws HarnessError INVOKE_PARAM_REFUSED when strict; otherwise each refusal is a note.
 */
export async function validateTrigger(
  addon: Addon,
  action: AlertAction,
  trigger: Triggered,
  wish: Wish,
): Promise<Problem[]> {
  const { mode } = trigger.search;
  if (mode !== "saved" && mode !== "per-result") return [];
  const { savedParams, validateParams } = await import("../../addon/validation/validate-params.ts");
  const params = { ...savedParams(action, trigger.savedSearch), ...wish.params };
  const { refusals, problems } = validateParams(addon, action.name, params);
  const notes = refusals.map(({ field, message, where }): Problem => ({
    code: "INVOKE_PARAM_REFUSED",
    message: `Splunk would not save a search with this ${field}: ${message}`,
    hint: "Change the value, or the rule. Ad hoc runs are never validated.",
    ...(where === undefined ? {} : { where }),
  }));
  const [first] = notes;
  if (wish.strict === true && first !== undefined) {
    throw new HarnessError("INVOKE_PARAM_REFUSED", notes.map(({ message }) => message).join("\n"), {
      ...(first.hint === undefined ? {} : { hint: first.hint }),
      ...(first.where === undefined ? {} : { where: first.where }),
    });
  }
  return [...notes, ...problems];
}
