/**
 * What Enterprise Security does with the form *Run Adaptive Response Action*: it checks the form, and builds a search.
 * Ground: POST /services/alerts/modaction_adhoc as public add-ons and their bug reports show it.
 */
import type { AlertAction } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import { nearest } from "../../text/nearest.ts";
import { splitPipeline } from "../../search/spl/split-pipeline.ts";
import { quoteValue } from "../search/read-sendalert.ts";

export interface AdhocForm {
  /** Settings of the action by name: `param.x`, seldom `maxtime` and the like. */
  readonly settings: ReadonlyMap<string, string>;
  /** The search that finds the notable. */
  readonly search: string;
  /** Epoch seconds. */
  readonly now: number;
}

/** What the handler answers when it does not dispatch. */
interface AdhocRefusal {
  readonly status: 400 | 500;
  readonly message: string;
  readonly error: HarnessError<"INVOKE_ADHOC_REFUSED">;
}

/** The search that the handler dispatches, or its refusal. */
type AdhocAnswer = { readonly search: string } | { readonly refused: AdhocRefusal };

const DEFAULT_COMMAND =
  'sendalert $action_name$ results_file="$results.file$" results_link="$results.url$"';
const TOKEN = /\$([\w.*#\- ]+)(?:\{([^}]{1,2000})\})?\$/g;
const SAVED_SEARCH_ONLY = /\s*[\w.]+="?\$(?:results\.file|results\.url|name)\$"?/g;

/** @throws HarnessError INVOKE_ADHOC_REFUSED with the handler's status and words. */
export function dispatchAdhoc(action: AlertAction, form: AdhocForm): string {
  const answer = answerAdhoc(action, form);
  if ("refused" in answer) throw answer.refused.error;
  return answer.search;
}

export function answerAdhoc(action: AlertAction, form: AdhocForm): AdhocAnswer {
  const refused = refuse(action, [...form.settings.keys()]);
  if (refused !== undefined) return { refused };
  const search = `${asGenerating(form.search)} | ${commandOf(action, form)}`;
  try {
    splitPipeline({ text: search, where: undefined });
  } catch (error) {
    // The handler asks splunkd's parser first, since a value may break the search: `\` at its end, for example.
    if (!(error instanceof HarnessError)) throw error;
    const hint = "Change the value that breaks the search.";
    return { refused: refusal(400, error.message, hint, action, undefined) };
  }
  return { search };
}

function commandOf(action: AlertAction, form: AdhocForm): string {
  const given = new Map<string, string>([["action_name", action.name], ...form.settings]);
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
  return inject(command, action.name, given, used);
}

function refuse(action: AlertAction, names: readonly string[]): AdhocRefusal | undefined {
  const cam = action.params.get("_cam");
  if (cam !== undefined && action.cam === undefined) {
    // Seen: an empty _cam is not JSON either, and ends in a server error.
    const message = action.camProblem?.message ?? "param._cam is empty, which is no JSON";
    return refusal(500, message, "Write _cam as one JSON object.", action, cam.where);
  }
  if (!isTrue(action.cam?.["supports_adhoc"])) {
    const message = "ModularActionException: Alert action does not support adhoc invocation.";
    const hint = 'Put "supports_adhoc": true into param._cam, as JSON.';
    return refusal(400, message, hint, action, cam?.where);
  }
  const unknown = names.find((name) => !action.stanza.settings.has(name));
  if (unknown === undefined) return undefined;
  const message = "ModularActionException: Invalid parameter for adhoc modular action.";
  const meant = nearest(unknown.replace(/^param\./, ""), action.params.keys());
  const declare = `Declare \`${unknown} =\` in [${action.name}], even empty.`;
  const hint = meant === undefined ? declare : `Did you mean param.${meant}? If not: ${declare}`;
  return refusal(400, message, hint, action, undefined, ` (${unknown})`);
}

function refusal(
  status: 400 | 500,
  message: string,
  hint: string,
  action: AlertAction,
  where: AlertAction["where"] | undefined,
  detail = "",
): AdhocRefusal {
  const error = new HarnessError("INVOKE_ADHOC_REFUSED", `HTTP ${status}: ${message}${detail}`, {
    hint,
    where: where ?? action.where,
  });
  return { status, message, error };
}

/** True as splunk.util sees it, of any JSON value. */
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

/** Puts the user's values behind the name of the action, sorted, unless the clause names them already. */
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
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([key, value]) => ` ${key}=${quoteValue(value)}`);
  return `${command.slice(0, at)}${extra.join("")}${command.slice(at)}`;
}

/** A template with `param.action_name=` gets no plain `action_name` beside it. */
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
