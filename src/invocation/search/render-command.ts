/**
 * The search command of a run. The scheduler fills in the `command` of alert_actions.conf with values of the saved
 * search, Enterprise Security builds one from its form, and in the search bar it is what was typed.
 * Ground: alert_actions.conf.spec, «command».
 */
import type { AlertAction } from "../../addon/addon.ts";
import type { Setting } from "../../conf/layered-conf.ts";
import { dispatchAdhoc } from "../notable/adhoc-dispatch.ts";
import { expandTokens } from "../payload/expand-tokens.ts";
import type { Row, SearchContext } from "../invocation.ts";
import { readSendalert } from "./read-sendalert.ts";
import type { WrittenResults } from "../results/write-results.ts";

export type SettingValues = ReadonlyMap<string, Pick<Setting, "value">>;

export interface CommandParts {
  readonly search: SearchContext;
  readonly action: AlertAction;
  /** Given for this run, without the prefix `param.`. */
  readonly params: Readonly<Record<string, string>>;
  readonly settings: SettingValues;
  readonly results: WrittenResults;
}

export interface Command {
  readonly text: string;
  /** What its `sendalert` gives as `param.<name>`. This overrides everything else. */
  readonly params: Readonly<Record<string, string>>;
}

export function renderCommand(parts: CommandParts): Command {
  const { search, action, params, results } = parts;
  if (search.mode === "adhoc") return { text: typed(action.name, params), params };
  const text =
    search.mode === "es-adhoc"
      ? dispatchAdhoc(action, {
          settings: new Map(
            Object.entries(params).map(([name, value]) => [`param.${name}`, value] as const),
          ),
          search: searchOfForm(search, results.firstRow),
          now: search.now,
        })
      : scheduled(parts);
  const handed = readSendalert(text)?.params ?? new Map<string, string>();
  return { text, params: { ...params, ...Object.fromEntries(handed) } };
}

function typed(action: string, params: Readonly<Record<string, string>>): string {
  const given = Object.entries(params).map(
    ([name, value]) => ` param.${name}="${value.replace(/\\(?=["\\]|$)|"/g, String.raw`\$&`)}"`,
  );
  return `sendalert ${action}${given.join("")}`;
}

/** Guess: what Incident Review writes here is not public. This macro is the documented way to find a notable. */
function searchOfForm(search: SearchContext, row: Row | undefined): string {
  const id = row?.["event_id"];
  return id === undefined ? search.searchText : `\`notable_by_id("${[id].flat().join(" ")}")\``;
}

/** Tokens without a value stay, as the dispatcher leaves them. */
function scheduled({ search, action, settings, results }: CommandParts): string {
  const file = results.files[0];
  const context = {
    search,
    actionName: action.name,
    row: file?.row,
    rowCount: results.count,
    resultId: file?.resultId,
    resultsFile: file?.path ?? "",
    settings,
  };
  return expandTokens(action.command, context, "command", "literal").text;
}

/**
 * The settings that a token can name: those of the saved search, those of the action with the prefix `action.<name>.`,
 * and the parameters of this run.
 */
export function settingsOf(
  action: AlertAction,
  savedSearch: SettingValues | undefined,
  params: Readonly<Record<string, string>>,
): SettingValues {
  const all = new Map<string, Pick<Setting, "value">>();
  for (const [key, setting] of action.stanza.settings)
    all.set(`action.${action.name}.${key}`, setting);
  for (const [key, setting] of savedSearch ?? []) all.set(key, setting);
  for (const [name, value] of Object.entries(params))
    all.set(`action.${action.name}.param.${name}`, { value });
  return all;
}
