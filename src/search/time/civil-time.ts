// Parts of a date as epoch seconds, with what a log leaves out filled in as Splunk does.
import { readOffset, type ZoneOffset } from "./time-zone.ts";

export interface CivilTime {
  year?: number | undefined;
  /** 1–12. */
  month?: number | undefined;
  day?: number | undefined;
  dayOfYear?: number | undefined;
  hour?: number | undefined;
  isAfternoon?: boolean | undefined;
  minute?: number | undefined;
  second?: number | undefined;
  fraction?: number | undefined;
  /** As written in the text: `+0100`, `EST`. */
  zone?: string | undefined;
}

const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

/** 1–12, by the first three letters; undefined for no month. */
export function monthNumber(name: string): number | undefined {
  const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return name.length < 3 || at < 0 || at % 3 !== 0 ? undefined : at / 3 + 1;
}

/** A time, and how many seconds east of UTC the clock that showed it stood. */
export interface ReadTime {
  /** Epoch seconds. */
  readonly time: number;
  readonly offset: number;
}

/**
 * Undefined for a date that does not exist, such as one in month 13. A year that is left out is the one nearest below
 * `now`.
 */
export function readCivil(parts: CivilTime, zone: ZoneOffset, now: number): ReadTime | undefined {
  if (!isPossible(parts)) return undefined;
  const today = new Date(now * 1000);
  const at = (year: number): ReadTime => {
    const { minute = 0, second = 0, fraction = 0 } = parts;
    const [month, day] = monthAndDay(parts, today);
    const local = Date.UTC(year, month, day, hourOf(parts), minute, second) / 1000;
    const named = parts.zone === undefined ? undefined : readOffset(parts.zone);
    const offset = named ?? zone(local);
    return { time: local - offset + fraction, offset };
  };
  if (parts.year !== undefined) return at(parts.year);
  const thisYear = at(today.getUTCFullYear());
  // Guess: a date without a year is at most a day ahead, the range that MAX_DAYS_HENCE leaves by default.
  const isAhead = hasDate(parts) && thisYear.time > now + 2 * 86_400;
  return isAhead ? at(today.getUTCFullYear() - 1) : thisYear;
}

function isPossible(parts: CivilTime): boolean {
  const { month = 1, day = 1 } = parts;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && isOnTheClock(parts);
}

function isOnTheClock(parts: CivilTime): boolean {
  const { minute = 0, second = 0 } = parts;
  return hourOf(parts) <= 24 && minute <= 59 && second <= 60;
}

function hasDate({ month, dayOfYear }: CivilTime): boolean {
  return month !== undefined || dayOfYear !== undefined;
}

/** As Date.UTC() takes them; without a date it is today. */
function monthAndDay(parts: CivilTime, today: Date): readonly [month: number, day: number] {
  if (parts.dayOfYear !== undefined) return [0, parts.dayOfYear];
  if (parts.month !== undefined) return [parts.month - 1, parts.day ?? 1];
  return [today.getUTCMonth(), today.getUTCDate()];
}

function hourOf(parts: CivilTime): number {
  const hour = parts.hour ?? 0;
  if (parts.isAfternoon === undefined) return hour;
  return (hour % 12) + (parts.isAfternoon ? 12 : 0);
}

/** `24` is 2024 and `99` is 1999, as in strptime. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 69 ? 2000 : 1900);
}
