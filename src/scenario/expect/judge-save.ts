/** What Splunk would say when a search with the case's parameters is saved. */
import type { Addon } from "../../addon/addon.ts";
import { findAction } from "../../addon/find-action.ts";
import { findSavedSearch } from "../../addon/read/read-saved-search.ts";
import { savedParams, validateParams } from "../../addon/validation/validate-params.ts";
import { FIXED_NOW } from "../given/read-now.ts";
import type { Expect } from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";
import type { Given } from "../file/scenario.ts";

export function judgeSave(
  addon: Addon,
  given: Given,
  wanted: NonNullable<Expect["save"]>,
): Mismatch[] {
  const action = findAction(addon, given.action);
  const saved =
    given.savedSearch === undefined ? undefined : findSavedSearch(addon, given.savedSearch);
  const params = { ...savedParams(action, saved), ...given.params };
  const { isAccepted, refusals, problems } = validateParams(addon, action.name, params, FIXED_NOW);
  const refusalTexts = [
    ...refusals.map(({ field, message }) => `${nameOf(field, action.name)}: ${message}`),
    ...problems.map(({ code, message }) => `[${code}] ${message}`),
  ];
  const actual = refusalTexts.length === 0 ? "accepted" : refusalTexts.join("; ");
  if (typeof wanted === "string") {
    if (isAccepted === (wanted === "accepted")) return [];
    return [
      {
        at: "save",
        message: isAccepted
          ? "Splunk saves a search with these parameters"
          : "Splunk refuses to save a search with these parameters",
        expected: wanted,
        actual,
      },
    ];
  }
  return Object.entries(wanted).flatMap(([param, part]) => {
    const isSaid = refusals.some(
      ({ field, message }) => nameOf(field, action.name) === param && message.includes(part),
    );
    if (isSaid) return [];
    const message = `\`${param}\` is not refused with this message`;
    return [{ at: `save.${param}`, message, expected: part, actual }];
  });
}

function nameOf(field: string, action: string): string {
  const prefix = `action.${action}.param.`;
  return field.startsWith(prefix) ? field.slice(prefix.length) : field;
}
