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
        const usual = sub === "N" ? 9 : sub === "f" ? 6 : 3;
        return subseconds(moment.seconds, digits === undefined ? usual : Number(digits));
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

function valueOf(name: string, { wall, seconds, offset, timeZone }: Moment): string | undefined {
  const hour = wall.getUTCHours();
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const year = wall.getUTCFullYear();
  switch (name) {
    case "a":
      return DAYS[wall.getUTCDay()]?.slice(0, 3);
    case "A":
      return DAYS[wall.getUTCDay()];
    case "b":
    case "h":
      return MONTHS[wall.getUTCMonth()]?.slice(0, 3);
    case "B":
      return MONTHS[wall.getUTCMonth()];
    case "C":
      return two(Math.floor(year / 100));
    case "d":
      return two(wall.getUTCDate());
    case "e":
      return blank(wall.getUTCDate());
    case "g":
      return two(isoWeek(wall).year % 100);
    case "G":
      return String(isoWeek(wall).year);
    case "H":
      return two(hour);
    case "I":
      return two(hour12);
    case "j":
      return String(dayOfYear(wall) + 1).padStart(3, "0");
    case "k":
      return blank(hour);
    case "l":
      return blank(hour12);
    case "m":
      return two(wall.getUTCMonth() + 1);
    case "M":
      return two(wall.getUTCMinutes());
    case "n":
      return "\n";
    case "p":
      return hour < 12 ? "AM" : "PM";
    case "P":
      return hour < 12 ? "am" : "pm";
    case "s":
      return String(Math.floor(seconds));
    case "S":
      return two(wall.getUTCSeconds());
    case "t":
      return "\t";
    case "u":
      return String(wall.getUTCDay() === 0 ? 7 : wall.getUTCDay());
    case "U":
      return two(Math.floor((dayOfYear(wall) + 7 - wall.getUTCDay()) / 7));
    case "V":
      return two(isoWeek(wall).week);
    case "w":
      return String(wall.getUTCDay());
    case "W":
      return two(Math.floor((dayOfYear(wall) + 7 - ((wall.getUTCDay() + 6) % 7)) / 7));
    case "y":
      return two(((year % 100) + 100) % 100);
    case "Y":
      return String(year).padStart(4, "0");
    case "Z":
      return zoneName(seconds, timeZone);
    case "Ez":
      return `${offset < 0 ? "-" : "+"}${String(Math.abs(offset) / 60)}`;
    case "%":
      return "%";
    default:
      return name.endsWith("z") ? zone(offset, name.length - 1) : undefined;
  }
}

/** `-0500`; with colons `-05:00`, `-05:00:00`, `-05`. */
function zone(offset: number, colons: number): string {
  const size = Math.abs(offset);
  const parts = [size / 3600, (size / 60) % 60, size % 60].map((part) => two(Math.floor(part)));
  const count = colons === 3 ? 1 : colons === 2 ? 3 : 2;
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
