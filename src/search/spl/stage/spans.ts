/**
 * Spans of time: `5m`, `1d`, `mon`, `7d@d`. Ground: Search Reference, «bin» and «timechart»: timescales and their
 * abbreviations; seconds may be divided, days and longer begin where the calendar has them begin.
 */
import { parseTime } from "../../time/time-modifier.ts";

export interface TimeSpan {
  readonly count: number;
  readonly unit: string;
  /** Seconds; of months, quarters and years about that many. */
  readonly seconds: number;
  /** `@w1`: where it begins. */
  readonly snap: string | undefined;
}

const UNITS: readonly (readonly [names: string, unit: string, seconds: number])[] = [
  ["us", "us", 1e-6],
  ["ms", "ms", 1e-3],
  ["cs", "cs", 1e-2],
  ["ds", "ds", 1e-1],
  ["s sec secs second seconds", "s", 1],
  ["m min mins minute minutes", "m", 60],
  ["h hr hrs hour hours", "h", 3600],
  ["d day days", "d", 86_400],
  ["w week weeks", "w", 604_800],
  ["mon month months", "mon", 2_592_000],
  ["q qtr qtrs quarter quarters", "q", 7_776_000],
  ["y yr yrs year years", "y", 31_536_000],
];

const BY_NAME: ReadonlyMap<string, readonly [unit: string, seconds: number]> = new Map(
  UNITS.flatMap(([names, unit, seconds]) =>
    names.split(" ").map((name) => [name, [unit, seconds]] as const),
  ),
);

export function readSpan(text: string): TimeSpan | undefined {
  const [, count = "", name = "", snap] = /^(\d*)([a-z]+)(@[a-z]+[0-7]?)?$/i.exec(text) ?? [];
  const scale = BY_NAME.get(name.toLowerCase());
  const number = count === "" ? 1 : Number(count);
  if (scale === undefined || number === 0) return undefined;
  const [unit, seconds] = scale;
  return { count: number, unit, seconds: number * seconds, snap };
}

/** The beginning of the span that a time is in, in UTC. `origin`: where a span of less than a day begins. */
export function startOfSpan(time: number, span: TimeSpan, origin = 0): number {
  if (span.snap !== undefined) return snapped(time, span, span.snap);
  if (isMonths(span.unit)) return startOfMonths(time, span);
  // Days begin at midnight, weeks where the first of all days was, a Thursday.
  const from = span.unit === "d" || span.unit === "w" ? 0 : origin;
  const steps = Math.floor((time - from) / span.seconds + 1e-9);
  return rounded(from + steps * span.seconds);
}

function isMonths(unit: string): boolean {
  return unit === "mon" || unit === "q" || unit === "y";
}

const MONTHS: Readonly<Record<string, number>> = { mon: 1, q: 3, y: 12 };

function startOfMonths(time: number, { count, unit }: TimeSpan): number {
  const date = new Date(time * 1000);
  const months = count * (MONTHS[unit] ?? 1);
  const place = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return Date.UTC(1970, Math.floor(place / months) * months, 1) / 1000;
}

/** Whole spans, counted from where the snap falls on the first day of all. */
function snapped(time: number, span: TimeSpan, snap: string): number {
  if (isMonths(span.unit) || span.count === 1) {
    const start = parseTime(snap, { now: time });
    return start ?? startOfSpan(time, { ...span, snap: undefined });
  }
  const origin = parseTime(snap, { now: 604_800 * 2 }) ?? 0;
  return startOfSpan(time, { ...span, unit: "s", snap: undefined }, origin);
}

/** To the millionth: times have no finer parts. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
