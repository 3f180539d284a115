/**
 * Reads a line of a *_modalert.log as a message of the common action model. Each logger begins the line in its own way:
 * cim_actions `… INFO `, older solnlib `INFO pid=… | `, newer solnlib `log_level=INFO pid=… | `.
 */
import type { ActionMessage } from "../event.ts";

export const MESSAGE_MARK = "sendmodaction - ";
const LEVEL = /\b(?:log_level=)?(DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL)\b/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:[+-]\d{4}|Z)?/;
const KEY = /(?:^|\s)(\w+)="/g;

/** The text may have several lines. Undefined when there is no message in it. */
export function parseMessage(text: string, file: string, line: number): ActionMessage | undefined {
  const at = text.indexOf(MESSAGE_MARK);
  if (at < 0) return undefined;
  const fields = readPairs(text.slice(at + MESSAGE_MARK.length));
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

/**
 * Values are not escaped, so one ends only where a quote is followed by another `key="`, or by nothing more.
 * One pass: a line may hold a thousand quotes.
 */
function readPairs(text: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  let open: { readonly key: string; readonly from: number } | undefined;
  const close = (end: number): boolean => {
    if (open === undefined) return true;
    const before = text.slice(open.from, end).trimEnd();
    if (!before.endsWith('"')) return false;
    fields[open.key] = before.slice(0, -1);
    return true;
  };
  for (const { index, 0: whole, 1: key = "" } of text.matchAll(KEY)) {
    // Only a quote before the key can have ended the value; the look back is never longer than one blank run.
    if (open !== undefined && !endsQuoted(text, index)) continue;
    close(index);
    open = { key, from: index + whole.length };
  }
  // A line that was cut has no last quote: what is there is taken.
  if (!close(text.length) && open !== undefined) fields[open.key] = text.slice(open.from).trimEnd();
  return fields;
}

function endsQuoted(text: string, end: number): boolean {
  let at = end - 1;
  while (at >= 0 && /\s/.test(text[at] ?? "")) at--;
  return text[at] === '"';
}
