/** The stanzas of alert_actions.conf as actions. Ground: alert_actions.conf.spec of Splunk 9 and 10. */
import type { Setting, Stanza } from "../../conf/layered-conf.ts";
import type { Problem } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { lineOfMistake } from "../../text/line-of-mistake.ts";
import type { Addon, AlertAction } from "../addon.ts";
import { bringsProgram, isBuiltIn } from "./built-in-actions.ts";

const DEFAULT_MAXTIME_MS = 5 * 60_000;
const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Actions that this add-on or one beside it declares. */
export function readActions(addon: Addon): AlertAction[] {
  const actions: AlertAction[] = [];
  for (const stanza of addon.conf("alert_actions").stanzas.values()) {
    const owner = stanza.headers[0];
    if (owner === undefined || owner.layer.app === "system") continue;
    if (isBuiltIn(stanza.name) && !isOwn(addon, stanza)) continue;
    actions.push(readAction(stanza, owner));
  }
  return actions;
}

/** Whether an add-on brings a program for an action that has the name of one of Splunk's own. */
function isOwn(addon: Addon, stanza: Stanza): boolean {
  if (stanza.own.has("alert.execute.cmd")) return true;
  const apps = new Set(stanza.headers.map(({ layer }) => layer.app));
  return [addon, ...addon.also].some(
    (app) => apps.has(app.appId) && bringsProgram(app, stanza.name),
  );
}

function readAction(stanza: Stanza, owner: Stanza["headers"][number]): AlertAction {
  const value = (key: string): string => stanza.settings.get(key)?.value.trim() ?? "";
  const params = new Map<string, Setting>();
  for (const [key, setting] of stanza.settings) {
    if (key.startsWith("param.")) params.set(key.slice("param.".length), setting);
  }
  const command = value("command");
  return {
    name: stanza.name,
    app: owner.layer.app,
    where: owner.where,
    stanza,
    label: value("label") === "" ? stanza.name : value("label"),
    payloadFormat: value("payload_format") === "" ? "xml" : value("payload_format"),
    command,
    isSendalert: /^\|?\s*sendalert\b/i.test(command) || /\|\s*sendalert\b/i.test(command),
    maxtimeMs: readMaxtime(value("maxtime")),
    params,
    ...readCam(stanza.name, params.get("_cam")),
  };
}

/** `30`, `30s`, `5m`, `1h`, `1d`. Guess: a bare number is seconds. */
export function readMaxtime(text: string): number {
  const [, digits, unit = ""] = /^(\d+)([smhd]?)$/i.exec(text) ?? [];
  const seconds = Number(digits) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  return seconds > 0 ? seconds * 1000 : DEFAULT_MAXTIME_MS;
}

function readCam(
  action: string,
  setting: Setting | undefined,
): Pick<AlertAction, "cam" | "camProblem"> {
  const text = setting?.value.trim() ?? "";
  if (setting === undefined || text === "") return { cam: undefined, camProblem: undefined };
  const problem = (message: string, line = 0): Problem => ({
    code: "ADDON_BAD_CAM",
    message: `param._cam of [${action}] ${message}`,
    hint: "Write one JSON object, each line but the last ended by a backslash.",
    where: { ...setting.where, line: (setting.where.line ?? 1) + line },
  });
  try {
    const parsed: unknown = JSON.parse(text);
    if (isObject(parsed)) return { cam: parsed, camProblem: undefined };
    return { cam: undefined, camProblem: problem("is JSON, but no object") };
  } catch (error) {
    const message = messageOf(error);
    const line = lineOfMistake(setting.value);
    return { cam: undefined, camProblem: problem(`is not JSON: ${message}`, line) };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
