/**
 * The parameters that Splunk Web sends when a user adds the action and fills in what is required. Ground: custom alert
 * action UI: fields show the values of alert_actions.conf, and what stays empty is not sent.
 */
import type { FormField } from "../addon/read/form-field.ts";
import { type ParamRefusal, validateParams } from "../addon/validation/validate-params.ts";
import { validationRules } from "../addon/validation/validation-rules.ts";
import { FIXED_NOW } from "../scenario/given/read-now.ts";
import { fieldsOf } from "../search/eval/eval-tree.ts";
import type { DraftedAction } from "./draft.ts";
import { ACCOUNT, tableOf } from "./needs/tabs-asked.ts";
import { fittingValue, isAccepted, type ValueOf } from "./values/fitting-value.ts";

/** As many parameters as one rule may ask for. */
const MOST_ROUNDS = 10;

/** Those of the form, with what the .conf files already set left out: it reaches the script by itself. */
export function formParams(drafted: DraftedAction): Record<string, string> {
  const { action, form } = drafted;
  const needed = new Set([...requiredNames(drafted), ...ruledNames(drafted)]);
  const params: Record<string, string> = {};
  for (const name of new Set([...form.keys(), ...needed])) {
    const set = action.params.get(name)?.value ?? "";
    const value = sentFor(drafted, name, set, needed.has(name));
    if (value !== undefined && value !== set) params[name] = value;
  }
  return withRules(drafted, params);
}

/**
 * A rule of one field may ask for others: `action.my_action = case('action.my_action.param.url' == "", "No URL", …)`.
 * They are filled until it refuses nothing, or nothing more is to be thought of.
 */
function withRules(
  drafted: DraftedAction,
  start: Readonly<Record<string, string>>,
): Record<string, string> {
  const { addon, action } = drafted;
  const refusedBy = (params: Readonly<Record<string, string>>): readonly ParamRefusal[] =>
    validateParams(addon, action.name, params, FIXED_NOW).refusals;
  let params = { ...start };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [refusal] = refusedBy(params).filter(({ by }) => by === "savedsearch");
    if (refusal === undefined) break;
    const filled = namedInRule(drafted, refusal.field)
      .filter((name) => (params[name] ?? action.params.get(name)?.value ?? "") === "")
      .flatMap((name) => {
        const value = fittingValue({ ...drafted, name, field: drafted.form.get(name) });
        return value === undefined ? [] : [{ ...params, [name]: value }];
      });
    const better = filled.find((some) => !refusedBy(some).some(isAlike(refusal))) ?? filled[0];
    if (better === undefined) break;
    params = better;
  }
  return params;
}

function isAlike(refusal: ParamRefusal): (other: ParamRefusal) => boolean {
  return ({ field, message }) => field === refusal.field && message === refusal.message;
}

/** The parameters of the action that a rule looks at. */
function namedInRule({ addon, action }: DraftedAction, field: string): string[] {
  const rule = validationRules(addon, "savedsearch").find((candidate) => candidate.field === field);
  const prefix = `action.${action.name}.param.`;
  const named = rule?.tree === undefined ? [] : fieldsOf(rule.tree.root);
  return named.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

function sentFor(
  drafted: DraftedAction,
  name: string,
  set: string,
  isNeeded: boolean,
): string | undefined {
  const field = drafted.form.get(name);
  const of: ValueOf = { ...drafted, name, field };
  const untouched = set === "" ? field?.initial : set;
  if (untouched !== undefined && untouched !== "" && (!isNeeded || isAccepted(of, untouched)))
    return untouched;
  return isNeeded ? fittingValue(of, chosenFrom(drafted, field)) : undefined;
}

/** A value for each parameter that is still empty: of the form, and of what the script reads. */
export function otherParams(
  drafted: DraftedAction,
  params: Readonly<Record<string, string>>,
): Record<string, string> {
  const { action, form, asked } = drafted;
  const names = new Set([...form.keys(), ...asked.params, ...action.params.keys()]);
  const others: Record<string, string> = {};
  for (const name of names) {
    const set = params[name] ?? action.params.get(name)?.value ?? "";
    if (set !== "" || name.startsWith("_")) continue;
    const field = form.get(name);
    const value = fittingValue({ ...drafted, name, field }, chosenFrom(drafted, field));
    if (value !== undefined) others[name] = value;
  }
  return others;
}

/** A field that chooses an account takes the one that the draft writes. */
function chosenFrom({ addon }: DraftedAction, field: FormField | undefined): string[] {
  const from = field?.choicesFrom;
  return from !== undefined && tableOf(addon, from) !== undefined ? [ACCOUNT] : [];
}

/** Required by `_cam`, or marked so in the form. */
export function requiredNames({ action, form }: Pick<DraftedAction, "action" | "form">): string[] {
  const declared = action.cam?.["required_params"];
  const byCam = Array.isArray(declared)
    ? declared.filter((name): name is string => typeof name === "string")
    : [];
  const byForm = [...form].filter(([, field]) => field.isRequired).map(([name]) => name);
  return [...new Set([...byCam.map((name) => name.replace(/^param\./, "")), ...byForm])];
}

/** Parameters that a rule of restmap.conf is about. */
export function ruledNames({ addon, action }: Pick<DraftedAction, "addon" | "action">): string[] {
  const prefix = `action.${action.name}.param.`;
  const rules = addon.conf("restmap").stanzas.get("validation:savedsearch")?.own.keys() ?? [];
  const names = [...rules]
    .map((key) => key.replace(/^(['"])(.*)\1$/, "$2"))
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
  // Some add-ons write one rule twice, with quotes and without.
  return [...new Set(names)];
}
