/**
 * A posted text as lines: broken at LINE_BREAKER, each cut at TRUNCATE bytes.
 * Ground: props.conf.spec: the text of the breaker's first group goes, what is before it ends a line, what is behind it
 * begins the next; TRUNCATE (10000) counts bytes of a line, is rounded down to a whole character, and 0 cuts nothing.
 */
import type { Addon } from "../../addon/addon.ts";
import { compilePcre, type Pcre, type PcreMatch } from "../../search/regex/regex.ts";
import { HarnessError } from "../../errors.ts";
import { truncated } from "../event-notes.ts";
import {
  createPropsLookup,
  perSettings,
  type PropsLookup,
  settingOf,
  type Settings,
} from "../props/props-lookup.ts";

const USUAL_MOST = 10_000;
const USUAL_BREAKER = /[\r\n]+/;

/** What decides which stanzas of props.conf hold. */
export interface Posted {
  readonly source: string;
  readonly host: string;
  readonly sourcetype: string;
}

export interface PostedLine {
  readonly raw: string;
  /** That it was cut, with its length. */
  readonly notes: readonly string[];
}

export interface LineRules {
  readonly settings: Settings;
  /** Empty lines are left out. */
  breakText(text: string): PostedLine[];
  /** Of a line that is broken off already. */
  cut(line: string): PostedLine;
}

interface Known {
  readonly props: PropsLookup;
  readonly rulesOf: (settings: Settings) => LineRules;
}

const known = new WeakMap<Addon, Known>();

export function lineRules(addon: Addon, { source, host, sourcetype }: Posted): LineRules {
  const made = known.get(addon) ?? {
    props: createPropsLookup(addon),
    rulesOf: perSettings(compileRules),
  };
  known.set(addon, made);
  return made.rulesOf(made.props.settings(source, host, sourcetype));
}

function compileRules(settings: Settings): LineRules {
  const given = settingOf(settings, "TRUNCATE");
  const most = /^\d+$/.test(given) ? Number(given) : USUAL_MOST;
  const breaker = compileBreaker(settings);
  const cut = (line: string): PostedLine => cutLine(line, most);
  const pieces = (text: string): string[] =>
    breaker === undefined ? text.split(USUAL_BREAKER) : breakAt(text, breaker);
  return {
    settings,
    cut,
    breakText: (text) =>
      pieces(text)
        .filter((line) => line !== "")
        .map(cut),
  };
}

/** undefined for the usual one. Guess: a pattern that does not compile breaks as the usual one does. */
function compileBreaker(settings: Settings): Pcre | undefined {
  const setting = settings.get("LINE_BREAKER");
  if (setting === undefined || /^\s*(?:\(\[\\r\\n\]\+\)\s*)?$/.test(setting.value))
    return undefined;
  try {
    const regex = compilePcre(setting.value.trim(), { where: setting.where });
    return regex.groupCount === 0 ? undefined : regex;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return undefined;
  }
}

function breakAt(text: string, breaker: Pcre): string[] {
  const lines: string[] = [];
  let from = 0;
  try {
    for (const match of breaker.matchAll(text)) {
      const [start, end] = firstGroup(match);
      if (start < from) continue;
      lines.push(text.slice(from, start));
      from = end;
    }
  } catch (error) {
    // A pattern that does not end breaks nothing more.
    if (!(error instanceof HarnessError)) throw error;
  }
  lines.push(text.slice(from));
  return lines;
}

/** Where the first group lies: what a pattern looks for before and behind it stays with the lines. */
function firstGroup({ index, groups }: PcreMatch): readonly [start: number, end: number] {
  const [whole = "", group = ""] = groups;
  const start = index + Math.max(0, whole.indexOf(group));
  return [start, start + group.length];
}

function cutLine(line: string, most: number): PostedLine {
  if (most === 0 || line.length * 3 <= most) return { raw: line, notes: [] };
  const bytes = Buffer.from(line);
  if (bytes.length <= most) return { raw: line, notes: [] };
  let end = most;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  const note = truncated(most, bytes.length, isJson(line));
  return { raw: bytes.toString("utf8", 0, end), notes: [note] };
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
