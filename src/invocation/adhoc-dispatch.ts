/**
 * What Enterprise Security does with the form of *Run Adaptive Response Action*: checks it, and makes a search of it.
 * Ground: POST /services/alerts/modaction_adhoc as public add-ons and their bug reports show it.
 */
import type { AlertAction } from "../addon/addon.ts";
import { HarnessError } from "../errors.ts";
import { quoteValue } from "./read-sendalert.ts";

export interface AdhocForm {
  /** Without the prefix `action.<name>.param.`. */
  readonly params: Readonly<Record<string, string>>;
  /** The search that finds the notable. */
  readonly search: string;
  /** Epoch seconds. */
  readonly now: number;
}

/** The status that the handler answers a refusal with. */
export const REFUSED_STATUS = 400;

const DEFAULT_COMMAND =
  'sendalert $action_name$ results_file="$results.file$" results_link="$results.url$"';
const TOKEN = /\$([\w.*#\- ]+)(?:\{([^}]{1,2000})\})?\$/g;
const SAVED_SEARCH_ONLY = /\s*[\w.]+="?\$(?:results\.file|results\.url|name)\$"?/g;

/**
 * The search that the handler dispatches.
 * @throws HarnessError INVOKE_ADHOC_REFUSED with the handler's own words.
 */
export function dispatchAdhoc(action: AlertAction, form: AdhocForm): string {
  refuseUnsupported(action);
  refuseUndeclared(action, Object.keys(form.params));
  const given = new Map<string, string>([["action_name", action.name]]);
  for (const [name, value] of Object.entries(form.params)) given.set(`param.${name}`, value);
  const used = new Set<string>();
  const template = (action.command === "" ? DEFAULT_COMMAND : action.command)
    .replace(SAVED_SEARCH_ONLY, "")
    .replaceAll("$name_hash$", "")
    .replaceAll("$#random$", "$random$")
    .replaceAll("$trigger_time$", String(Math.floor(form.now)));
  const command = template.replace(TOKEN, (whole, name: string, options: string | undefined) => {
    const key = name.startsWith(`action.${action.name}.`)
      ? name.slice(`action.${action.name}.`.length)
      : name;
    const value = given.get(key) ?? declared(action, key) ?? defaultOf(options);
    if (value === undefined) return whole;
    if (key !== "action_name") used.add(key);
    return value;
  });
  return `${asGenerating(form.search)} | ${inject(command, action.name, given, used)}`;
}

function refuseUnsupported(action: AlertAction): void {
  if (isTrue(action.cam?.["supports_adhoc"])) return;
  throw new HarnessError(
    "INVOKE_ADHOC_REFUSED",
    `HTTP ${REFUSED_STATUS}: Alert action does not support adhoc invocation.`,
    {
      hint: 'Put "supports_adhoc": true into param._cam, as JSON.',
      where: action.params.get("_cam")?.where ?? action.where,
    },
  );
}

function refuseUndeclared(action: AlertAction, names: readonly string[]): void {
  const unknown = names.find((name) => !action.params.has(name));
  if (unknown === undefined) return;
  throw new HarnessError(
    "INVOKE_ADHOC_REFUSED",
    `HTTP ${REFUSED_STATUS}: Invalid parameter for adhoc modular action. (param.${unknown})`,
    {
      hint: `Declare \`param.${unknown} =\` in [${action.name}], even empty.`,
      where: action.where,
    },
  );
}

/** splunk.util's idea of true, over what JSON may hold. */
function isTrue(value: unknown): boolean {
  return value === true || value === 1 || /^(?:1|t|true|y|yes|on)$/i.test(String(value ?? ""));
}

/** Settings that are declared but empty count as absent. */
function declared(action: AlertAction, key: string): string | undefined {
  const value = action.stanza.settings.get(key)?.value;
  return value === "" ? undefined : value;
}

function defaultOf(options: string | undefined): string | undefined {
  const match = /(?:^|,)\s*default\s*=\s*(?:"([^"]*)"|([^,]*))/.exec(options ?? "");
  return match === null ? undefined : (match[1] ?? match[2]?.trim());
}

function asGenerating(search: string): string {
  const text = search.trim();
  return /^(?:\||search\b)/.test(text) ? text : `search ${text}`;
}

/** User values right behind the action's name, sorted, unless the clause names them already. */
function inject(
  command: string,
  action: string,
  given: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): string {
  const start = /\bsendalert\s+(?:"[^"]*"|\S+)/i.exec(command);
  if (start === null) return command;
  const at = start.index + start[0].length;
  const clause = command.slice(start.index, clauseEnd(command, at));
  const extra = [...given]
    .filter(([key]) => !used.has(key) && !names(clause, key, action))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => ` ${key}=${quoteValue(value)}`);
  return `${command.slice(0, at)}${extra.join("")}${command.slice(at)}`;
}

/** With `param.action_name=` in the template, the plain `action_name` is not added again. */
function names(clause: string, key: string, action: string): boolean {
  if (key === "action_name" && clause.includes("action_name=")) return true;
  return clause.slice(action.length).includes(`${key}=`);
}

function clauseEnd(command: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < command.length; at++) {
    if (command[at] === '"' && command[at - 1] !== "\\") isQuoted = !isQuoted;
    else if (command[at] === "|" && !isQuoted) return at;
  }
  return command.length;
}
