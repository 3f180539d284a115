/**
 * A first scenario file for an add-on, of what its conf, forms and restmap rules say: each action as Splunk would run
 * it, each required parameter left out, each validation rule once good and once bad.
 */
import { stringify } from "yaml";
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { validateParams } from "../../addon/validation/validate-params.ts";
import { FIXED_NOW } from "../given/read-now.ts";
import { type FormField, readForm } from "./read-form.ts";
import type { CaseText } from "../file/scenario.ts";

/** Values that one rule or another takes for good, or for bad. */
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

/** `schema`: what `$schema` is to say. */
export function initScenario(addon: Addon, schema: string): InitialScenario {
  const actions = addon.actions.filter(
    (action) => action.isSendalert && action.app === addon.appId,
  );
  const cases = actions.flatMap((action) => casesOf(addon, action, actions.length > 1));
  const head = [
    `# yaml-language-server: $schema=${schema}`,
    "# Scenarios of this add-on; `ar-sim test` runs them. What a case does not give has its default; without",
    "# `expect` the action's own verdict must pass. Editors complete and check by the schema.",
    `$schema: ${schema}`,
    "",
  ];
  return {
    text: `${head.join("\n")}${stringify({ cases }, { lineWidth: 110, aliasDuplicateObjects: false })}`,
    cases: cases.length,
  };
}

function casesOf(addon: Addon, action: AlertAction, isOneOfMany: boolean): CaseText[] {
  const form = readForm(addon, action.name);
  const good = goodParams(addon, action, form);
  const of = isOneOfMany ? `${action.name}: ` : "";
  const given = (params: Readonly<Record<string, string>>): NonNullable<CaseText["given"]> => ({
    action: action.name,
    ...(Object.keys(params).length === 0 ? {} : { params }),
  });
  const runs: CaseText = {
    name: `${of}runs`,
    given: { ...given(good), rows: [{ src: "192.0.2.7", dest: "192.0.2.8", user: "ann" }] },
    matrix: { mode: ["adhoc", "saved", "per-result"] },
  };
  const onNotable: CaseText = {
    name: `${of}runs on a notable event`,
    given: { ...given(good), mode: "es-adhoc", rows: { notable: true } },
  };
  const isAdhoc = action.cam?.["supports_adhoc"] === true;
  return [
    runs,
    ...(isAdhoc ? [onNotable] : []),
    {
      name: `${of}is saved with good parameters`,
      given: given(good),
      expect: { save: "accepted" },
    },
    ...requiredNames(action, form).map((name) => withoutParam(addon, action, good, name, of)),
    ...ruledNames(addon, action).flatMap((name) => aroundRule(addon, action, good, name, of)),
  ];
}

/** What the conf leaves empty and somebody wants. */
function goodParams(
  addon: Addon,
  action: AlertAction,
  form: ReadonlyMap<string, FormField>,
): Record<string, string> {
  const params: Record<string, string> = {};
  const wanted = new Set([...requiredNames(action, form), ...ruledNames(addon, action)]);
  for (const name of wanted) {
    const set = action.params.get(name)?.value ?? "";
    const field = form.get(name);
    const likely = [set, ...(field?.values ?? []), ...CANDIDATES].filter((value) => value !== "");
    const fitting = likely.find((value) => isAccepted(addon, action, name, value));
    if (fitting !== undefined && fitting !== set) params[name] = fitting;
  }
  return params;
}

/** Required by `_cam`, or marked so in the form. */
function requiredNames(action: AlertAction, form: ReadonlyMap<string, FormField>): string[] {
  const declared = action.cam?.["required_params"];
  const byCam = Array.isArray(declared)
    ? declared.filter((one): one is string => typeof one === "string")
    : [];
  const byForm = [...form].filter(([, field]) => field.isRequired).map(([name]) => name);
  return [...new Set([...byCam.map((name) => name.replace(/^param\./, "")), ...byForm])];
}

/** Parameters that a rule of restmap.conf is about. */
function ruledNames(addon: Addon, action: AlertAction): string[] {
  const prefix = `action.${action.name}.param.`;
  const rules = addon.conf("restmap").stanzas.get("validation:savedsearch")?.own.keys() ?? [];
  return [...rules]
    .map((key) => key.replace(/^(['"])(.*)\1$/, "$2"))
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

function withoutParam(
  addon: Addon,
  action: AlertAction,
  good: Readonly<Record<string, string>>,
  name: string,
  of: string,
): CaseText {
  const params = { ...good, [name]: "" };
  const isRefused = !validateParams(addon, action.name, params, FIXED_NOW).isAccepted;
  // Where only the form asks for it, the script has to: an ad hoc run sees no form.
  return isRefused
    ? {
        name: `${of}is not saved without ${name}`,
        given: { action: action.name, params },
        expect: { save: "refused" },
      }
    : {
        name: `${of}fails without ${name}`,
        given: { action: action.name, params },
        expect: { verdict: "fail" },
      };
}

function aroundRule(
  addon: Addon,
  action: AlertAction,
  good: Readonly<Record<string, string>>,
  name: string,
  of: string,
): CaseText[] {
  const set = action.params.get(name)?.value ?? "";
  const right = good[name] ?? (set === "" ? undefined : set);
  const wrong = [...CANDIDATES, ""].find((value) => !isAccepted(addon, action, name, value));
  const one = (
    title: string,
    value: string | undefined,
    save: "accepted" | "refused",
  ): CaseText => ({
    name: `${of}${title}`,
    given: { action: action.name, params: { ...good, [name]: value ?? "" } },
    expect: { save },
    ...(value === undefined ? { skip: `write a value of ${name} that is to be ${save}` } : {}),
  });
  const accepted =
    right !== undefined && isAccepted(addon, action, name, right) ? right : undefined;
  return [
    one(`takes a good ${name}`, accepted, "accepted"),
    one(`refuses a bad ${name}`, wrong, "refused"),
  ];
}

/** By the rules of this parameter alone. */
function isAccepted(addon: Addon, action: AlertAction, name: string, value: string): boolean {
  const { refusals } = validateParams(addon, action.name, { [name]: value }, FIXED_NOW);
  return refusals.every(({ field }) => field !== `action.${action.name}.param.${name}`);
}
