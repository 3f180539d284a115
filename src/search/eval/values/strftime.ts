// strftime(): a time as text. Ground: Search Reference, «Date and time format variables».
import { offsetAt, zoneName } from "../../time/time-zone.ts";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const VARIABLE = /%(?:(\d)?([NQqf])|([-_]?)(:{1,3}z|Ez|[A-Za-z+%]))/g;
const MADE_OF: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  "+": "%a %b %e %H:%M:%S %Z %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  R: "%H:%M",
  r: "%I:%M:%S %p",
  T: "%H:%M:%S",
  v: "%e-%b-%Y",
  x: "%m/%d/%Y",
  X: "%H:%M:%S",
};
/** Of a second's fraction, where the format does not say. */
const DIGITS: Readonly<Record<string, number>> = { N: 9, f: 6, Q: 3, q: 3 };
const DAY = 86_400_000;

/** What a variable needs: the wall clock as if it were UTC, the true second, and the zone. */
interface Moment {
  readonly wall: Date;
  readonly seconds: number;
  readonly offset: number;
  readonly timeZone: string | undefined;
}

/** Undefined for a time that no calendar has. */
export function formatTime(seconds: number, format: string, timeZone?: string): string | undefined {
  const offset = offsetAt(seconds, timeZone);
  const wall = new Date((Math.floor(seconds) + offset) * 1000);
  if (Number.isNaN(wall.getTime())) return undefined;
  return fill(format, { wall, seconds, offset, timeZone });
}

function fill(format: string, moment: Moment): string {
  return format.replace(
    VARIABLE,
    (whole, digits?: string, sub?: string, flag?: string, name?: string) => {
      if (sub !== undefined) {
        return subseconds(moment.seconds, Number(digits ?? DIGITS[sub] ?? 3));
      }
      if (name === undefined) return whole;
      const made = MADE_OF[name];
      if (made !== undefined) return fill(made, moment);
      const text = valueOf(name, moment);
      if (text === undefined) return whole;
      if (flag === "-") return text.replace(/^[0 ]+(?=.)/, "");
      return flag === "_" ? text.replace(/^0+(?=.)/, (zeros) => " ".repeat(zeros.length)) : text;
    },
  );
}

function valueOf(name: string, moment: Moment): string | undefined {
  const value = VALUES.get(name);
  if (value !== undefined) return value(moment);
  return name.endsWith("z") ? zone(moment.offset, name.length - 1) : undefined;
}

const VALUES: ReadonlyMap<string, (moment: Moment) => string> = new Map<
  string,
  (moment: Moment) => string
>([
  ["a", ({ wall }) => dayName(wall).slice(0, 3)],
  ["A", ({ wall }) => dayName(wall)],
  ["b", ({ wall }) => monthName(wall).slice(0, 3)],
  ["h", ({ wall }) => monthName(wall).slice(0, 3)],
  ["B", ({ wall }) => monthName(wall)],
  ["C", ({ wall }) => two(Math.floor(wall.getUTCFullYear() / 100))],
  ["d", ({ wall }) => two(wall.getUTCDate())],
  ["e", ({ wall }) => blank(wall.getUTCDate())],
  ["g", ({ wall }) => two(isoWeek(wall).year % 100)],
  ["G", ({ wall }) => String(isoWeek(wall).year)],
  ["H", ({ wall }) => two(wall.getUTCHours())],
  ["I", ({ wall }) => two(hour12(wall))],
  ["j", ({ wall }) => String(dayOfYear(wall) + 1).padStart(3, "0")],
  ["k", ({ wall }) => blank(wall.getUTCHours())],
  ["l", ({ wall }) => blank(hour12(wall))],
  ["m", ({ wall }) => two(wall.getUTCMonth() + 1)],
  ["M", ({ wall }) => two(wall.getUTCMinutes())],
  ["n", () => "\n"],
  ["p", ({ wall }) => (wall.getUTCHours() < 12 ? "AM" : "PM")],
  ["P", ({ wall }) => (wall.getUTCHours() < 12 ? "am" : "pm")],
  ["s", ({ seconds }) => String(Math.floor(seconds))],
  ["S", ({ wall }) => two(wall.getUTCSeconds())],
  ["t", () => "\t"],
  ["u", ({ wall }) => String(wall.getUTCDay() === 0 ? 7 : wall.getUTCDay())],
  ["U", ({ wall }) => two(weekOfYear(wall, wall.getUTCDay()))],
  ["V", ({ wall }) => two(isoWeek(wall).week)],
  ["w", ({ wall }) => String(wall.getUTCDay())],
  ["W", ({ wall }) => two(weekOfYear(wall, (wall.getUTCDay() + 6) % 7))],
  ["y", ({ wall }) => two(((wall.getUTCFullYear() % 100) + 100) % 100)],
  ["Y", ({ wall }) => String(wall.getUTCFullYear()).padStart(4, "0")],
  ["Z", ({ seconds, timeZone }) => zoneName(seconds, timeZone)],
  ["Ez", ({ offset }) => `${offset < 0 ? "-" : "+"}${String(Math.abs(offset) / 60)}`],
  ["%", () => "%"],
]);

function dayName(wall: Date): string {
  return DAYS[wall.getUTCDay()] ?? "";
}

function monthName(wall: Date): string {
  return MONTHS[wall.getUTCMonth()] ?? "";
}

function hour12(wall: Date): number {
  return wall.getUTCHours() % 12 || 12;
}

/** `weekday`: how many days the week has had before this one. */
function weekOfYear(wall: Date, weekday: number): number {
  return Math.floor((dayOfYear(wall) + 7 - weekday) / 7);
}

/** By the number of colons. */
const PARTS_OF_ZONE = [2, 2, 3, 1];

/** `-0500`; with colons `-05:00`, `-05:00:00`, `-05`. */
function zone(offset: number, colons: number): string {
  const size = Math.abs(offset);
  const parts = [size / 3600, (size / 60) % 60, size % 60].map((part) => two(Math.floor(part)));
  const count = PARTS_OF_ZONE[colons] ?? 2;
  return (offset < 0 ? "-" : "+") + parts.slice(0, count).join(colons === 0 ? "" : ":");
}

function subseconds(seconds: number, digits: number): string {
  // A double holds today's times to a few tenths of a microsecond.
  const micros = Math.min(999_999, Math.round((seconds - Math.floor(seconds)) * 1e6));
  return String(micros).padStart(6, "0").padEnd(9, "0").slice(0, digits);
}

function dayOfYear(wall: Date): number {
  return Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / DAY);
}

/** The week belongs to the year that holds its Thursday. */
function isoWeek(wall: Date): { readonly year: number; readonly week: number } {
  const weekday = (wall.getUTCDay() + 6) % 7;
  const thursday = new Date(wall.getTime() + (3 - weekday) * DAY);
  return { year: thursday.getUTCFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function blank(number: number): string {
  return String(number).padStart(2, " ");
}
