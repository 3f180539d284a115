/** `ar-sim validate`: parameters as Splunk checks them when a search with the action is saved. */
import { findAddonRoot, namedAddonRoot } from "../../addon/find-addon-root.ts";
import { findAction } from "../../addon/find-action.ts";
import { loadAddon } from "../../addon/load-addon.ts";
import { findSavedSearch } from "../../addon/read/read-saved-search.ts";
import {
  savedParams,
  validateParams,
  type Validation,
} from "../../addon/validation/validate-params.ts";
import { HarnessError, type Where } from "../../errors.ts";
import { printable } from "../../reporters/text/printable.ts";
import type { Paint } from "../../reporters/text/paint.ts";
import { EXIT } from "../exit-code.ts";
import { paintFor } from "../report/paint-for.ts";
import { readParams } from "../options/param-option.ts";
import { readOptions } from "../options/read-options.ts";

const OPTIONS = {
  app: { type: "string" },
  "app-id": { type: "string" },
  also: { type: "string", multiple: true },
  param: { type: "string", multiple: true, short: "p" },
  "saved-search": { type: "string" },
  json: { type: "boolean" },
} as const;

export async function validate(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("validate", argv, OPTIONS);
  if (positionals.length > 1) {
    throw new HarnessError("CLI_USAGE", `one action at a time, but got: ${positionals.join(" ")}`, {
      hint: "Write --param name=value for a parameter.",
    });
  }
  const root = values.app === undefined ? findAddonRoot(process.cwd()) : namedAddonRoot(values.app);
  const appId = values["app-id"];
  const also = values.also ?? [];
  const addon = loadAddon(root, { also, ...(appId === undefined ? {} : { appId }) });
  const action = findAction(addon, positionals[0]);
  const saved = values["saved-search"];
  const search = saved === undefined ? undefined : findSavedSearch(addon, saved);
  const params = { ...savedParams(action, search), ...readParams(values.param ?? []) };
  const validation = validateParams(addon, action.name, params);
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify(validation, null, 2)}\n`
      : tell(validation, paintFor(process.stdout)),
  );
  return validation.isAccepted ? EXIT.good : EXIT.verdictFailed;
}

function tell({ action, refusals, problems, isAccepted }: Validation, paint: Paint): string {
  const lines: string[] = [];
  for (const { field, message, where } of refusals) {
    lines.push(`${paint.bad("✗")} ${paint.bold(printable(field))}`, `    ${printable(message)}`);
    lines.push(...place(where, paint));
  }
  for (const { code, message, hint, where } of problems) {
    const mark = code === "ADDON_RULE_FIELD" ? paint.warn("warning:") : paint.bad("error:");
    const [first = "", ...rest] = printable(message).split("\n");
    lines.push(`${mark} ${first} ${paint.dim(`[${code}]`)}`, ...rest.map((line) => `    ${line}`));
    lines.push(...place(where, paint));
    if (hint !== undefined) lines.push(`    ${paint.dim("hint:")} ${printable(hint)}`);
  }
  const these = `a search with \`${printable(action)}\` and these parameters`;
  const words = isAccepted
    ? `${paint.good("✓")} Splunk would save ${these}`
    : refusals.length > 0
      ? `Splunk would not save ${these}`
      : `Whether Splunk would save ${these} is not known: a rule cannot be read`;
  return `${[...lines, words].join("\n")}\n`;
}

function place(where: Where | undefined, paint: Paint): string[] {
  if (where === undefined) return [];
  const near = where.file.replace(`${process.cwd()}/`, "");
  return [
    `    ${paint.dim("-->")} ${printable(where.line === undefined ? near : `${near}:${where.line}`)}`,
  ];
}
