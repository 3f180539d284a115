/** `ar-sim validate`: parameters as Splunk checks them when a search with the action is saved. */
import { jsonText } from "../../../text/json-text.ts";
import { secretsAmong } from "../../../text/masking/find-secrets.ts";
import { createMask } from "../../../text/masking/mask.ts";
import { findAction } from "../../../addon/find-action.ts";
import { findAddonRoot, namedAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { findSavedSearch, type SavedSearch } from "../../../addon/read/read-saved-search.ts";
import { type SplunkProfile, splunkProfile } from "../../../platforms/splunk-profile.ts";
import { savedSearchFaults } from "../../../splunkd/model/shipped/saved-search-checks.ts";
import {
  savedParams,
  validateParams,
  type Validation,
} from "../../../addon/validation/validate-params.ts";
import type { Where } from "../../../errors.ts";
import type { Paint } from "../../../reporters/text/paint.ts";
import { placeText } from "../../../reporters/text/place-text.ts";
import { printable, printableLines } from "../../../text/printable.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { onlyArgument } from "../../command-line/only-argument.ts";
import { EXIT } from "../../exit-code.ts";
import { ADDON_OPTIONS, SPLUNK_OPTIONS } from "../../options/addon-options.ts";
import { PARAM_OPTIONS } from "../../options/param-options.ts";
import { paintFor } from "../../report/paint-for.ts";
import { VALIDATE_OPTIONS } from "./validate-page.ts";

export async function validate(line: CommandLine): Promise<number> {
  const named = onlyArgument("validate", "action", line);
  const { app, also, "app-id": appId, "follow-links": followLinks } = line.of(ADDON_OPTIONS);
  const { "saved-search": saved, json } = line.of(VALIDATE_OPTIONS);
  const root = app === undefined ? findAddonRoot(process.cwd()) : namedAddonRoot(app);
  const addon = loadAddon(root, { also, appId, followLinks });
  const action = findAction(addon, named);
  const search = saved === undefined ? undefined : findSavedSearch(addon, saved);
  const params = { ...savedParams(action, search), ...line.of(PARAM_OPTIONS).param };
  const mask = createMask(secretsAmong(params));
  const ofAction = validateParams(addon, action.name, params);
  const release = splunkProfile(line.of(SPLUNK_OPTIONS)["splunk-version"]);
  const validation = mask.deep(
    search === undefined ? ofAction : withSearch(ofAction, search, release),
  );
  process.stdout.write(
    json ? `${jsonText(validation, 2)}\n` : textOf(validation, paintFor(process.stdout)),
  );
  return validation.isAccepted ? EXIT.good : EXIT.verdictFailed;
}

/** What Splunk's own rules refuse in the settings of the saved search. */
function withSearch(ofAction: Validation, search: SavedSearch, release: SplunkProfile): Validation {
  const { settings } = search;
  const values = { get: (name: string) => settings.get(name)?.value.trim() };
  const faults = [...savedSearchFaults(values, release)].map(({ name, message }) => ({
    by: "savedsearch" as const,
    field: name,
    message,
    where: settings.get(name)?.where ?? search.where,
  }));
  return {
    ...ofAction,
    isAccepted: ofAction.isAccepted && faults.length === 0,
    refusals: [...ofAction.refusals, ...faults],
  };
}

function textOf(validation: Validation, paint: Paint): string {
  const { refusals, problems } = validation;
  const lines: string[] = [];
  for (const { field, message, where } of refusals) {
    lines.push(`${paint.bad("✗")} ${paint.bold(printable(field))}`, `    ${printable(message)}`);
    lines.push(...place(where, paint));
  }
  for (const { code, message, hint, where } of problems) {
    const mark = code === "ADDON_RULE_FIELD" ? paint.warn("warning:") : paint.bad("error:");
    const [first = "", ...rest] = printableLines(message);
    lines.push(`${mark} ${first} ${paint.dim(`[${code}]`)}`, ...rest.map((line) => `    ${line}`));
    lines.push(...place(where, paint));
    if (hint !== undefined) lines.push(`    ${paint.dim("hint:")} ${printable(hint)}`);
  }
  return `${[...lines, conclusion(validation, paint)].join("\n")}\n`;
}

function conclusion({ action, refusals, isAccepted }: Validation, paint: Paint): string {
  const these = `a search with \`${printable(action)}\` and these parameters`;
  if (isAccepted) return `${paint.good("✓")} Splunk would save ${these}`;
  return refusals.length > 0
    ? `Splunk would not save ${these}`
    : `It is unknown whether Splunk would save ${these}: a rule cannot be read`;
}

function place(where: Where | undefined, paint: Paint): string[] {
  if (where === undefined) return [];
  const file = where.file.replace(`${process.cwd()}/`, "");
  return [`    ${paint.dim("-->")} ${printable(placeText({ ...where, file }))}`];
}
