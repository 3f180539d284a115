// Time modifiers of a search (`earliest=-1d@d latest=now`) and the relative times in them.
// Ground: Search Reference, «Time modifiers»: earliest is inclusive, latest exclusive.

/** The moment a search runs at. */
export interface Clock {
  /** Epoch seconds. */
  readonly now: number;
  /** Minutes east of UTC, for snapping to days and for dates without a zone. Default 0. */
  readonly utcOffsetMinutes?: number;
}

/** Which end of which time field a modifier sets; `unit` for the old ones that count back. */
interface TimeBound {
  readonly end: "earliest" | "latest";
  readonly field: "_time" | "_indextime";
  readonly unit?: string | undefined;
}

const BOUNDS: ReadonlyMap<string, TimeBound> = new Map<string, TimeBound>([
  // Ground: pytest-splunk-addon puts earliest_time and latest_time into the searches that it runs.
  ...["earliest", "earliest_time", "starttime", "starttimeu"].map((name) =>
    bound(name, "earliest"),
  ),
  ...["latest", "latest_time", "endtime", "endtimeu"].map((name) => bound(name, "latest")),
  ["_index_earliest", { end: "earliest", field: "_indextime" }],
  ["_index_latest", { end: "latest", field: "_indextime" }],
  ...["d days", "h hours", "m minutes", "mon months"].flatMap((pair) => {
    const [unit = "", word = ""] = pair.split(" ");
    return [
      bound(`${word}ago`, "earliest", unit),
      bound(`start${word}ago`, "earliest", unit),
      bound(`end${word}ago`, "latest", unit),
    ];
  }),
]);

/** Accepted, and without bearing on whether one event matches. */
const OTHERS: ReadonlySet<string> = new Set([
  "now",
  "timeformat",
  "splunk_server_group",
  "searchtimespandays",
  "searchtimespanhours",
  "searchtimespanminutes",
  "searchtimespanmonths",
]);

function bound(name: string, end: TimeBound["end"], unit?: string): [string, TimeBound] {
  return [name, { end, field: "_time", unit }];
}

export function isTimeModifier(name: string): boolean {
  return BOUNDS.has(name) || OTHERS.has(name);
}

/** The limit a modifier sets on a time field; undefined when it sets none, or none is known. */
export function timeLimit(
  modifier: string,
  value: string,
  clock: Clock | undefined,
):
  | { readonly field: string; readonly end: "earliest" | "latest"; readonly epoch: number }
  | undefined {
  const bound = BOUNDS.get(modifier);
  if (bound === undefined || clock === undefined) return undefined;
  const epoch = parseTime(bound.unit === undefined ? value : `-${value}${bound.unit}`, clock);
  return epoch === undefined ? undefined : { field: bound.field, end: bound.end, epoch };
}

/** Epoch seconds of `-1d@d`, `now`, `1700000000` or `10/27/2024:00:00:00`; undefined when the text is no time. */
export function parseTime(text: string, clock: Clock): number | undefined {
  const value = text.trim();
  if (value === "now" || value === "now()") return clock.now;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  return absoluteTime(value, clock) ?? relativeTime(value, clock);
}

const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4}):(\d{1,2}):(\d{1,2}):(\d{1,2})$/;
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Splunk's default timeformat, `%m/%d/%Y:%H:%M:%S`; ISO 8601 is understood besides. */
function absoluteTime(text: string, clock: Clock): number | undefined {
  const iso = ISO.exec(text);
  if (iso?.[7] !== undefined) {
    const parsed = Date.parse(text);
    return Number.isNaN(parsed) ? undefined : parsed / 1000;
  }
  const parts = iso?.slice(1, 7) ?? usParts(text);
  return parts === undefined ? undefined : wallSeconds(parts) - offsetSeconds(clock);
}

function wallSeconds(parts: readonly (string | undefined)[]): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

/** Year, month, day, and the time. */
function usParts(text: string): readonly (string | undefined)[] | undefined {
  const us = US.exec(text);
  return us === null ? undefined : [us[3], us[1], us[2], us[4], us[5], us[6]];
}

/** `[+|-]<count><unit>` and `@<unit>` steps, in the order written: `-1mon@mon+7d`. */
function relativeTime(text: string, clock: Clock): number | undefined {
  const step = /([+-])(\d*)([a-z]+)|@([a-z]+[0-7]?)/y;
  const date = new Date((clock.now + offsetSeconds(clock)) * 1000);
  if (text === "" || text.length > 200) return undefined;
  for (let at = 0; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const match = step.exec(text);
    if (match === null || !take(date, match)) return undefined;
  }
  return date.getTime() / 1000 - offsetSeconds(clock);
}

/** False for a unit that there is not. */
function take(date: Date, [, sign, count, unit, snap]: RegExpExecArray): boolean {
  if (snap !== undefined) return snapTo(date, snap);
  const amount = Number(count === "" ? 1 : count) * (sign === "-" ? -1 : 1);
  return unit !== undefined && add(date, amount, unit);
}

const UNITS: Readonly<Record<string, readonly string[]>> = {
  second: ["s", "sec", "secs", "second", "seconds"],
  minute: ["m", "min", "mins", "minute", "minutes"],
  hour: ["h", "hr", "hrs", "hour", "hours"],
  day: ["d", "day", "days"],
  week: ["w", "week", "weeks"],
  month: ["mon", "month", "months"],
  quarter: ["q", "qtr", "qtrs", "quarter", "quarters"],
  year: ["y", "yr", "yrs", "year", "years"],
};
const UNIT_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(UNITS).flatMap(([unit, names]) => names.map((name) => [name, unit] as const)),
);
const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

function add(date: Date, amount: number, name: string): boolean {
  const unit = UNIT_OF.get(name);
  if (unit === undefined) return false;
  const seconds = SECONDS[unit];
  if (seconds === undefined) addMonths(date, amount * (MONTHS[unit] ?? 1));
  else date.setTime(date.getTime() + amount * seconds * 1000);
  return true;
}

/** The day stays, or becomes the last of a shorter month. */
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}

function snapTo(date: Date, name: string): boolean {
  const weekday = /^w([0-7])$/.exec(name)?.[1];
  const unit = weekday === undefined ? UNIT_OF.get(name) : "week";
  if (unit === undefined) return false;
  SNAPS[unit]?.(date, Number(weekday ?? 0));
  return true;
}

function snapToDay(date: Date): void {
  date.setUTCHours(0, 0, 0, 0);
}

function snapToMonth(date: Date): void {
  snapToDay(date);
  date.setUTCDate(1);
}

/** Down to the beginning of each unit. */
const SNAPS: Readonly<Record<string, (date: Date, weekday: number) => void>> = {
  second: (date) => date.setUTCMilliseconds(0),
  minute: (date) => date.setUTCSeconds(0, 0),
  hour: (date) => date.setUTCMinutes(0, 0, 0),
  day: snapToDay,
  week: (date, weekday) => {
    snapToDay(date);
    const back = (date.getUTCDay() - (weekday % 7) + 7) % 7;
    date.setUTCDate(date.getUTCDate() - back);
  },
  month: snapToMonth,
  quarter: (date) => {
    snapToMonth(date);
    date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3));
  },
  year: (date) => {
    snapToMonth(date);
    date.setUTCMonth(0);
  },
};

function offsetSeconds(clock: Clock): number {
  return (clock.utcOffsetMinutes ?? 0) * 60;
}
