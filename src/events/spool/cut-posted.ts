// The body of a post to receivers/simple as events: one, or more where its lines begin with dates of their own.
// Ground: props.conf.spec, SHOULD_LINEMERGE, BREAK_ONLY_BEFORE_DATE, MAX_EVENTS and their defaults; splunk-sdk-java's
// testSubmitMultipleInOneCall.
import type { Addon } from "../../addon/addon.ts";
import { findTime } from "../index/find-time.ts";
import { createPropsLookup, type PropsLookup, settingOf } from "../props/props-lookup.ts";
import { utc } from "../../search/time/time-zone.ts";

const MOST_LINES = 256;
const LOOKAHEAD = 128;
const known = new WeakMap<Addon, PropsLookup>();

export interface Posted {
  readonly source: string;
  readonly host: string;
  readonly sourcetype: string;
}

export function cutPosted(
  text: string,
  { source, host, sourcetype }: Posted,
  addon: Addon,
): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.length === 1) return lines;
  const lookup = known.get(addon) ?? createPropsLookup(addon);
  known.set(addon, lookup);
  const merge = settingOf(lookup.settings(source, host, sourcetype), "SHOULD_LINEMERGE");
  if (/^(?:0|f|false|n|no)$/i.test(merge)) return lines.filter((line) => line !== "");
  const events: string[][] = [[]];
  for (const line of lines) {
    const open = events.at(-1) ?? [];
    const isNew =
      open.length >= MOST_LINES || findTime(line.slice(0, LOOKAHEAD), utc, 0) !== undefined;
    if (isNew && open.length > 0) events.push([line]);
    else open.push(line);
  }
  return events
    .map((event) => event.join("\n").replace(/\n+$/, ""))
    .filter((event) => event !== "");
}
