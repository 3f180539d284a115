// The body of a post to receivers/simple as events: one, or more where its lines begin with dates of their own.
// Ground: props.conf.spec, SHOULD_LINEMERGE, BREAK_ONLY_BEFORE_DATE, MAX_EVENTS and their defaults; splunk-sdk-java's
// testSubmitMultipleInOneCall.
import type { Addon } from "../../addon/addon.ts";
import { findTime } from "../index/find-time.ts";
import { settingOf } from "../props/props-lookup.ts";
import { utc } from "../../search/time/time-zone.ts";
import { lineRules, type Posted, type PostedLine } from "./break-lines.ts";

const MOST_LINES = 256;
const LOOKAHEAD = 128;

export function cutPosted(text: string, posted: Posted, addon: Addon): PostedLine[] {
  const rules = lineRules(addon, posted);
  const lines = rules.breakText(text);
  const merge = settingOf(rules.settings, "SHOULD_LINEMERGE");
  if (lines.length <= 1 || /^(?:0|f|false|n|no)$/i.test(merge)) return lines;
  const events: PostedLine[][] = [[]];
  for (const line of lines) {
    const open = events.at(-1) ?? [];
    const isNew =
      open.length >= MOST_LINES || findTime(line.raw.slice(0, LOOKAHEAD), utc, 0) !== undefined;
    if (isNew && open.length > 0) events.push([line]);
    else open.push(line);
  }
  return events.map((event) => ({
    raw: event.map(({ raw }) => raw).join("\n"),
    notes: event.flatMap(({ notes }) => notes),
  }));
}
