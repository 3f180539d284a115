/**
 * Writes a first scenario file from the .conf files, forms, and validation rules of an add-on: each action as Splunk
 * would run it, each required parameter left out, each validation rule once good and once bad.
 */
import { stringify } from "yaml";
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { validateParams } from "../../addon/validation/validate-params.ts";
import { FIXED_NOW } from "../given/read-now.ts";
import { type FormField, readForm } from "./read-form.ts";
import type { CaseText, Given, Texts } from "../file/scenario.ts";

/** Values that some rule accepts or refuses. */
const CANDIDATES = [
  "1",
  "10",
  "0",
  "true",
  "text",
  "some text",
  "https://example.com/path",
  "http://example.com/",
  "user@example.com",
  "#channel",
  "192.0.2.7",
  "example.com",
  "ABC-123",
  "2024-01-01",
  "high",
  '{"a": 1}',
  "-1",
  "1.5",
  "not a value !",
  "ftp://x",
  "<>",
  "x".repeat(300),
] as const;

export interface InitialScenario {
  readonly text: string;
  readonly cases: number;
}

/** An action for which cases are drafted. */
interface Draft {
  readonly addon: Addon;
  readonly action: AlertAction;
  readonly form: ReadonlyMap<string, FormField>;
  /** Parameters that the action is likely to work with, beyond those of its conf. */
  readonly good: Texts;
  /** In front of each name, where the add-on has several actions. */
  readonly prefix: string;
}

/** `schema` is the value of `$schema`. */
export function initScenario(addon: Addon, schema: string): InitialScenario {
  const actions = addon.actions.filter(
    (action) => action.isSendalert && action.app === addon.appId,
  );
  const cases = actions
    .map((action) => draftOf(addon, action, actions.length > 1 ? `${action.name}: ` : ""))
    .flatMap(casesOf);
  const head = [
    `# yaml-language-server: $schema=${schema}`,
    "# The scenarios of this add-on. `ar-sim test` runs them. What a case does not give has a default. Without `expect`,",
    "# the verdict of the action must be pass. Editors complete and check this file by its schema.",
    `$schema: ${schema}`,
    "",
  ];
  return {
    text: `${head.join("\n")}${stringify({ cases }, { lineWidth: 110, aliasDuplicateObjects: false })}`,
    cases: cases.length,
  };
}

function draftOf(addon: Addon, action: AlertAction, prefix: string): Draft {
  const form = readForm(addon, action.name);
  const draft = { addon, action, form, prefix };
  return { ...draft, good: goodParams(draft) };
}

function casesOf(draft: Draft): CaseText[] {
  const { action, good, prefix } = draft;
  const given: Given =
    Object.keys(good).length === 0
      ? { action: action.name }
      : { action: action.name, params: good };
  const runs: CaseText = {
    name: `${prefix}runs`,
    given: { ...given, rows: [{ src: "192.0.2.7", dest: "192.0.2.8", user: "ann" }] },
    matrix: { mode: ["adhoc", "saved", "per-result"] },
  };
  const onNotable: CaseText = {
    name: `${prefix}runs on a notable event`,
    given: { ...given, mode: "es-adhoc", rows: { notable: true } },
  };
  const isAdhoc = action.cam?.["supports_adhoc"] === true;
  return [
    runs,
    ...(isAdhoc ? [onNotable] : []),
    { name: `${prefix}is saved with good parameters`, given, expect: { save: "accepted" } },
    ...requiredNames(draft).map((name) => withoutParam(draft, name)),
    ...ruledNames(draft).flatMap((name) => aroundRule(draft, name)),
  ];
}

/** A value for each parameter that is needed and that the conf leaves empty. */
function goodParams(draft: Omit<Draft, "good">): Record<string, string> {
  const { action, form } = draft;
  const params: Record<string, string> = {};
  for (const name of new Set([...requiredNames(draft), ...ruledNames(draft)])) {
    const set = action.params.get(name)?.value ?? "";
    const offered = form.get(name)?.values ?? [];
    const likely = [set, ...offered, ...CANDIDATES].filter((value) => value !== "");
    const fitting = likely.find((value) => isAccepted(draft, name, value));
    if (fitting !== undefined && fitting !== set) params[name] = fitting;
  }
  return params;
}

/** Required by `_cam`, or marked so in the form. */
function requiredNames({ action, form }: Pick<Draft, "action" | "form">): string[] {
  const declared = action.cam?.["required_params"];
  const byCam = Array.isArray(declared)
    ? declared.filter((name): name is string => typeof name === "string")
    : [];
  const byForm = [...form].filter(([, field]) => field.isRequired).map(([name]) => name);
  return [...new Set([...byCam.map((name) => name.replace(/^param\./, "")), ...byForm])];
}

/** Parameters that a rule of restmap.conf is about. */
function ruledNames({ addon, action }: Pick<Draft, "addon" | "action">): string[] {
  const prefix = `action.${action.name}.param.`;
  const rules = addon.conf("restmap").stanzas.get("validation:savedsearch")?.own.keys() ?? [];
  return [...rules]
    .map((key) => key.replace(/^(['"])(.*)\1$/, "$2"))
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

function withoutParam({ addon, action, good, prefix }: Draft, name: string): CaseText {
  const params = { ...good, [name]: "" };
  const given = { action: action.name, params };
  if (!validateParams(addon, action.name, params, FIXED_NOW).isAccepted)
    return { name: `${prefix}is not saved without ${name}`, given, expect: { save: "refused" } };
  // Where only the form asks for it, the script has to: an ad hoc run sees no form.
  return { name: `${prefix}fails without ${name}`, given, expect: { verdict: "fail" } };
}

function aroundRule(draft: Draft, name: string): CaseText[] {
  const set = draft.action.params.get(name)?.value ?? "";
  const likely = draft.good[name] ?? set;
  const right = likely !== "" && isAccepted(draft, name, likely) ? likely : undefined;
  const wrong = [...CANDIDATES, ""].find((value) => !isAccepted(draft, name, value));
  return [
    savedWith(draft, name, { title: `takes a good ${name}`, value: right, save: "accepted" }),
    savedWith(draft, name, { title: `refuses a bad ${name}`, value: wrong, save: "refused" }),
  ];
}

interface SavedCase {
  readonly title: string;
  /** undefined: none could be thought of. */
  readonly value: string | undefined;
  readonly save: "accepted" | "refused";
}

function savedWith(
  { action, good, prefix }: Draft,
  name: string,
  { title, value, save }: SavedCase,
): CaseText {
  const written: CaseText = {
    name: `${prefix}${title}`,
    given: { action: action.name, params: { ...good, [name]: value ?? "" } },
    expect: { save },
  };
  return value === undefined
    ? { ...written, skip: `write a value of ${name} that is ${save}` }
    : written;
}

/** By the rules of this parameter alone. */
function isAccepted(
  { addon, action }: Pick<Draft, "addon" | "action">,
  name: string,
  value: string,
): boolean {
  const { refusals } = validateParams(addon, action.name, { [name]: value }, FIXED_NOW);
  return refusals.every(({ field }) => field !== `action.${action.name}.param.${name}`);
}
