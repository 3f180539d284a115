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
  readonly unit?: string;
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
  return [name, { end, field: "_time", ...(unit === undefined ? {} : { unit }) }];
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
  const found = BOUNDS.get(modifier);
  if (found === undefined || clock === undefined) return undefined;
  const epoch = parseTime(found.unit === undefined ? value : `-${value}${found.unit}`, clock);
  return epoch === undefined ? undefined : { field: found.field, end: found.end, epoch };
}

/**
 * Epoch seconds of `-1d@d`, `now`, `1700000000` or `10/27/2024:00:00:00`; undefined when it is none.
 */
export function parseTime(text: string, clock: Clock): number | undefined {
  const value = text.trim();
  if (value === "now" || value === "now()") return clock.now;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  return absoluteTime(value, clock) ?? relativeTime(value, clock);
}

/** Splunk's default timeformat, `%m/%d/%Y:%H:%M:%S`; ISO 8601 is understood besides. */
function absoluteTime(text: string, clock: Clock): number | undefined {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4}):(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(text);
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    text,
  );
  if (iso?.[7] !== undefined) {
    const parsed = Date.parse(text);
    return Number.isNaN(parsed) ? undefined : parsed / 1000;
  }
  const parts = us === null ? iso?.slice(1, 7) : [us[3], us[1], us[2], us[4], us[5], us[6]];
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offsetSeconds(clock);
}

/** `[+|-]<count><unit>` and `@<unit>` steps, in the order written: `-1mon@mon+7d`. */
function relativeTime(text: string, clock: Clock): number | undefined {
  const step = /([+-])(\d*)([a-z]+)|@([a-z]+[0-7]?)/y;
  const date = new Date((clock.now + offsetSeconds(clock)) * 1000);
  if (text === "" || text.length > 200) return undefined;
  for (let at = 0; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const match = step.exec(text);
    if (match === null) return undefined;
    const [, sign, count, unit, snap] = match;
    if (unit !== undefined) {
      const amount = Number(count === "" ? 1 : count) * (sign === "-" ? -1 : 1);
      if (!add(date, amount, unit)) return undefined;
    } else if (snap !== undefined && !snapTo(date, snap)) return undefined;
  }
  return date.getTime() / 1000 - offsetSeconds(clock);
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

function add(date: Date, amount: number, name: string): boolean {
  const unit = UNIT_OF.get(name);
  if (unit === undefined) return false;
  const seconds = SECONDS[unit];
  if (seconds !== undefined) date.setTime(date.getTime() + amount * seconds * 1000);
  else {
    const months = amount * (unit === "year" ? 12 : unit === "quarter" ? 3 : 1);
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + months);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
  }
  return true;
}

function snapTo(date: Date, name: string): boolean {
  const weekday = /^w([0-7])$/.exec(name);
  const unit = weekday === null ? UNIT_OF.get(name) : "week";
  if (unit === undefined) return false;
  date.setUTCMilliseconds(0);
  if (unit === "second") return true;
  date.setUTCSeconds(0);
  if (unit === "minute") return true;
  date.setUTCMinutes(0);
  if (unit === "hour") return true;
  date.setUTCHours(0);
  if (unit === "day") return true;
  if (unit === "week") {
    const back = (date.getUTCDay() - (Number(weekday?.[1] ?? 0) % 7) + 7) % 7;
    date.setUTCDate(date.getUTCDate() - back);
    return true;
  }
  date.setUTCDate(1);
  if (unit === "quarter") date.setUTCMonth(date.getUTCMonth() - (date.getUTCMonth() % 3));
  if (unit === "year") date.setUTCMonth(0);
  return true;
}

function offsetSeconds(clock: Clock): number {
  return (clock.utcOffsetMinutes ?? 0) * 60;
}
