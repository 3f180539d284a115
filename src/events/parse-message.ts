/** A line of a *_modalert.log as what the common action model meant by it. */
import type { ActionMessage } from "./event.ts";

const MARK = "sendmodaction - ";
/** Prefixes: cim_actions `… INFO`, solnlib old `INFO pid=`, solnlib new `log_level=INFO`. */
const LEVEL = /\b(?:log_level=)?(DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL)\b/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:[+-]\d{4}|Z)?/;
/** Values are not escaped, so one ends only where another key follows, or the line. */
const PAIR = /(\w+)="([^]*?)"(?=\s+\w+="|\s*$)/g;

export function parseMessage(text: string, file: string, line: number): ActionMessage | undefined {
  const at = text.indexOf(MARK);
  if (at < 0) return undefined;
  const fields: Record<string, string> = Object.create(null);
  for (const [, key = "", value = ""] of text.slice(at + MARK.length).matchAll(PAIR))
    fields[key] = value;
  const get = (key: string): string => fields[key] ?? "";
  return {
    file,
    line,
    time: TIME.exec(text)?.[0] ?? "",
    level: LEVEL.exec(text.slice(0, at))?.[1] ?? "",
    signature: get("signature"),
    actionName: get("action_name"),
    status: get("action_status"),
    sid: get("sid"),
    rid: get("rid"),
    origSid: get("orig_sid"),
    origRid: get("orig_rid"),
    actionMode: get("action_mode"),
    user: get("user"),
    app: get("app"),
    searchName: get("search_name"),
    fields,
  };
}
