/** Reads the `_time` of an event by its settings in props.conf. Ground: props.conf.spec, «Timestamp extraction». */
import { HarnessError, toProblem, type Problem } from "../../errors.ts";
import { compilePcre, type Pcre } from "../../search/regex/regex.ts";
import { findTimeText, type TimeText } from "./find-time.ts";
import { settingOf, type Settings } from "../props/props-lookup.ts";
import { compileTimeAtStart } from "../../search/time/time-format.ts";
import { readZone, utc, type ZoneOffset } from "../../search/time/time-zone.ts";

/** Reads the time from the text, or says why there is none. */
export type TimeRule = (
  raw: string,
  now: number,
  /** When not given, the same as now. */
  wallClock?: number,
) => TimeText | "none" | "out-of-range" | "current";

const DAY = 86_400;
/** A lookahead of 0 or -1 means all of the event; some of it must be enough here. */
const LONGEST = 65_536;

export function compileTimeRule(settings: Settings, problems: Problem[]): TimeRule {
  const config = settingOf(settings, "DATETIME_CONFIG").toUpperCase();
  if (config === "CURRENT" || config === "NONE") return () => "current";
  const zone = readZone(settingOf(settings, "TZ")) ?? utc;
  const prefix = compilePrefix(settings, problems);
  const lookahead = lookaheadOf(settings);
  const format = settingOf(settings, "TIME_FORMAT");
  const ofFormat = format === "" ? undefined : compileTimeAtStart(format);
  const readHead: typeof findTimeText =
    ofFormat === undefined
      ? findTimeText
      : (head, zoneOfText, now) => readFormat(head, ofFormat, zoneOfText, now);
  const oldest = whole(settings, "MAX_DAYS_AGO", 2000) * DAY;
  const newest = whole(settings, "MAX_DAYS_HENCE", 2) * DAY;
  return (raw, now, wallClock = now) => {
    let from = 0;
    if (prefix !== undefined) {
      const match = prefix(raw);
      if (match === undefined) return "none";
      from = match;
    }
    const head = raw.slice(from, from + lookahead);
    const read = readHead(head, zone, now);
    if (read === undefined) return "none";
    const { time } = read;
    if (time < now - oldest || time > Math.max(now, wallClock) + newest) return "out-of-range";
    return from === 0 ? read : { ...read, start: read.start + from, end: read.end + from };
  };
}

/** Without a prefix the format may begin anywhere within the lookahead, at the start of a word. */
function readFormat(
  head: string,
  read: NonNullable<ReturnType<typeof compileTimeAtStart>>,
  zone: ZoneOffset,
  now: number,
): TimeText | undefined {
  for (let at = 0; at < Math.min(head.length, 256); at++) {
    if (at > 0 && isWord(head.charCodeAt(at - 1)) && isWord(head.charCodeAt(at))) continue;
    const time = read(head.slice(at, at + 96), zone, now);
    if (time !== undefined) {
      const { length, ...shown } = time;
      return { ...shown, start: at, end: at + length };
    }
  }
  return undefined;
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Gives the place behind the prefix. */
function compilePrefix(
  settings: Settings,
  problems: Problem[],
): ((raw: string) => number | undefined) | undefined {
  const setting = settings.get("TIME_PREFIX");
  if (setting === undefined || setting.value.trim() === "") return undefined;
  let regex: Pcre | undefined;
  try {
    regex = compilePcre(setting.value, { where: setting.where });
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    problems.push({ ...toProblem(error), code: "ADDON_BAD_REGEX" });
  }
  return (raw) => {
    try {
      return regex?.exec(raw.slice(0, LONGEST))?.end;
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      problems.push(toProblem(error));
      // Given up once, it would be given up for each event, and slowly.
      regex = undefined;
      return undefined;
    }
  };
}

function lookaheadOf(settings: Settings): number {
  const setting = whole(settings, "MAX_TIMESTAMP_LOOKAHEAD", 128);
  return setting <= 0 ? LONGEST : Math.min(setting, LONGEST);
}

function whole(settings: Settings, key: string, fallback: number): number {
  const text = settingOf(settings, key);
  return /^-?\d+$/.test(text) ? Number(text) : fallback;
}
