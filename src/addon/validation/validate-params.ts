// Validates parameters as Splunk does when a user saves a search: rules of restmap.conf and required_params.
// Ground: restmap.conf.spec, `[validation:<handler>]`. Ad hoc runs never validate.
import { HarnessError, toProblem, type Problem, type Where } from "../../errors.ts";
import { checkArgument, type CheckedRequest } from "../../search/eval/check-argument.ts";
import type { Addon, AlertAction } from "../addon.ts";
import { checkRuleFields } from "./check-rule-fields.ts";
import { findAction } from "../find-action.ts";
import type { SavedSearch } from "../read/read-saved-search.ts";
import { type ValidationRule, validationRules } from "./validation-rules.ts";

export interface ParamRefusal {
  /** The REST argument, `action.<name>.param.<x>`; or the setting of alert_actions.conf. */
  readonly field: string;
  /** What Splunk shows. */
  readonly message: string;
  readonly by: "savedsearch" | "alert_actions" | "required_params";
  readonly where: Where | undefined;
}

export interface Validation {
  readonly action: string;
  /** Nothing is refused, and every rule can be read. */
  readonly isAccepted: boolean;
  readonly refusals: readonly ParamRefusal[];
  /** Rules that cannot be read, and remarks on rules. */
  readonly problems: readonly Problem[];
}

/** Rules that fit the arguments of one handler. */
interface RuleSet {
  readonly by: "savedsearch" | "alert_actions";
  readonly stanzas: readonly string[];
  readonly arguments: ReadonlyMap<string, string>;
}

/**
 * Validates parameters as Splunk does when a search with the action is saved.
 *
 * @example
 * validateParams(loadAddon('my-addon'), 'my_action', { url: 'ftp://x' }).refusals[0]?.message
 */
export function validateParams(
  addon: Addon,
  name: string | undefined,
  params: Readonly<Record<string, string>>,
  now: number = Date.now() / 1000,
): Validation {
  const action = findAction(addon, name);
  const problems: Problem[] = [];
  const refusals = [
    { by: "savedsearch", stanzas: ["savedsearch"], arguments: submitted(action, params) } as const,
    // Guess: both names reach the page of the action's own settings.
    {
      by: "alert_actions",
      stanzas: ["alert_actions", "conf-alert_actions"],
      arguments: settingsOf(action),
    } as const,
  ].flatMap((rules) => refused(addon, action, rules, now, problems));
  const all = [...refusals, ...missing(action, params)];
  const isReadable = problems.every(({ code }) => code === "ADDON_RULE_FIELD");
  return {
    action: action.name,
    isAccepted: all.length === 0 && isReadable,
    refusals: all,
    problems,
  };
}

/** Parameters that a saved search sets. */
export function savedParams(
  action: AlertAction,
  search: SavedSearch | undefined,
): Record<string, string> {
  const prefix = `action.${action.name}.param.`;
  const params: Record<string, string> = Object.create(null);
  for (const [key, { value }] of search?.settings ?? []) {
    if (key.startsWith(prefix)) params[key.slice(prefix.length)] = value;
  }
  return params;
}

/** What the form of a saved search sends: the switch of the action, and its fields. */
function submitted(
  action: AlertAction,
  params: Readonly<Record<string, string>>,
): Map<string, string> {
  const fields = new Map([[`action.${action.name}`, "1"]]);
  for (const [name, value] of Object.entries(params)) {
    fields.set(`action.${action.name}.param.${name}`, value);
  }
  return fields;
}

/** What the add-on's own layers set in its stanza, as its set-up page would send it. */
function settingsOf(action: AlertAction): Map<string, string> {
  return new Map([...action.stanza.own].map(([key, { value }]) => [key, value]));
}

function refused(
  addon: Addon,
  action: AlertAction,
  rules: RuleSet,
  now: number,
  problems: Problem[],
): ParamRefusal[] {
  const request: CheckedRequest = {
    arguments: rules.arguments,
    clock: () => now,
    random: () => 0.5,
  };
  return rules.stanzas
    .flatMap((stanza) => validationRules(addon, stanza))
    .flatMap((rule) => {
      const { field, tree, problem } = rule;
      // Splunk evaluates a rule only for an argument that was sent. Otherwise it would refuse every optional one.
      const isSent = rules.arguments.has(field);
      if (!isSent && (rules.by !== "savedsearch" || !isOf(field, action.name))) return [];
      if (problem !== undefined) problems.push(problem);
      if (tree !== undefined && rules.by === "savedsearch")
        problems.push(...checkRuleFields(addon, field, tree));
      return isSent ? askRule(rule, request, rules.by, problems) : [];
    });
}

/** Evaluates one rule for its argument. */
function askRule(
  { field, tree, where }: ValidationRule,
  request: CheckedRequest,
  by: RuleSet["by"],
  problems: Problem[],
): ParamRefusal[] {
  if (tree === undefined) return [];
  try {
    const message = checkArgument(field, tree, request);
    return message === undefined ? [] : [{ field, message, by, where }];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    problems.push(toProblem(error));
    return [];
  }
}

function isOf(field: string, action: string): boolean {
  return field === `action.${action}` || field.startsWith(`action.${action}.`);
}

/** `required_params` of `param._cam`. Guess: the words; Enterprise Security only marks such fields with a star. */
function missing(
  action: AlertAction,
  params: Readonly<Record<string, string>>,
): readonly ParamRefusal[] {
  const required = action.cam?.["required_params"];
  if (!Array.isArray(required)) return [];
  return required.flatMap((entry: unknown) => {
    if (typeof entry !== "string") return [];
    const name = entry.replace(/^param\./, "");
    const given = Object.hasOwn(params, name) ? params[name] : action.params.get(name)?.value;
    if (given !== undefined && given.trim() !== "") return [];
    return {
      field: `action.${action.name}.param.${name}`,
      message: `The parameter '${name}' is required.`,
      by: "required_params",
      where: action.params.get("_cam")?.where,
    } as const;
  });
}
