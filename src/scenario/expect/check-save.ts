/** What Splunk would say when a search with the case's parameters is saved. */
import type { Addon } from "../../addon/addon.ts";
import { findAction } from "../../addon/find-action.ts";
import { findSavedSearch } from "../../addon/read/read-saved-search.ts";
import { savedParams, validateParams } from "../../addon/validation/validate-params.ts";
import { FIXED_NOW } from "../given/read-now.ts";
import type { Expect } from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";
import type { Given } from "../file/scenario.ts";

export function checkSave(
  addon: Addon,
  given: Given,
  wanted: NonNullable<Expect["save"]>,
): Mismatch[] {
  const action = findAction(addon, given.action);
  const saved =
    given.savedSearch === undefined ? undefined : findSavedSearch(addon, given.savedSearch);
  const params = { ...savedParams(action, saved), ...given.params };
  const { isAccepted, refusals, problems } = validateParams(addon, action.name, params, FIXED_NOW);
  const told = [
    ...refusals.map(({ field, message }) => `${nameOf(field, action.name)}: ${message}`),
    ...problems.map(({ code, message }) => `[${code}] ${message}`),
  ];
  const actual = told.length === 0 ? "accepted" : told.join("; ");
  if (typeof wanted === "string") {
    if (isAccepted === (wanted === "accepted")) return [];
    return [
      {
        at: "save",
        message: isAccepted
          ? "Splunk would save a search with these parameters"
          : "Splunk would not save a search with these parameters",
        expected: wanted,
        actual,
      },
    ];
  }
  return Object.entries(wanted).flatMap(([param, part]) => {
    const isTold = refusals.some(
      ({ field, message }) => nameOf(field, action.name) === param && message.includes(part),
    );
    if (isTold) return [];
    return [
      { at: `save.${param}`, message: `\`${param}\` is not refused so`, expected: part, actual },
    ];
  });
}

function nameOf(field: string, action: string): string {
  const prefix = `action.${action}.param.`;
  return field.startsWith(prefix) ? field.slice(prefix.length) : field;
}
