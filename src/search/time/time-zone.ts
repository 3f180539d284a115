// Time zones of timestamps: offsets and names in the text, names of places in TZ. Ground: TZ in props.conf.spec.

/** Minutes east of UTC that names in event text stand for; where one has several, the one of the United States. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ...(["UTC", "GMT", "Z", "UCT", "WET"] as const).map((name) => [name, 0] as const),
  ...Object.entries({ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 }).map(
    ([name, hours]) => [name, hours * 60] as const,
  ),
  ...Object.entries({ CET: 1, CEST: 2, BST: 1, WEST: 1, EET: 2, EEST: 3, MSK: 3, JST: 9 }).map(
    ([name, hours]) => [name, hours * 60] as const,
  ),
]);

/** Seconds to take off a local time (given as if it were UTC, in epoch seconds) to get UTC. */
export type ZoneOffset = (localSeconds: number) => number;

export const utc: ZoneOffset = () => 0;

/** Undefined where the text names no zone. */
export function readZone(text: string): ZoneOffset | undefined {
  const name = text.trim();
  const fixed = readOffset(name);
  if (fixed !== undefined) return () => fixed;
  if (name === "") return undefined;
  try {
    return placeOffset(new Intl.DateTimeFormat("en-US", formatOf(name)));
  } catch {
    return undefined;
  }
}

/** `+0100`, `-08:00`, `GMT+2`, `Z`, `EST` as seconds east of UTC. */
export function readOffset(text: string): number | undefined {
  const named = NAMED.get(text.toUpperCase());
  if (named !== undefined) return named * 60;
  const [, sign, hours, minutes = "0", seconds = "0"] =
    /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?:?(\d\d)?$/i.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === "-" ? -size : size;
}

function formatOf(timeZone: string): Intl.DateTimeFormatOptions {
  const two = "2-digit";
  return {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  };
}

/** Asking Intl is slow, and an offset does not change within a quarter of an hour. */
function placeOffset(format: Intl.DateTimeFormat): ZoneOffset {
  const known = new Map<number, number>();
  return (local) => {
    const quarter = Math.floor(local / 900);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const guess = askOffset(format, quarter * 900);
      // Once more with the first answer taken off: right on both sides of a change of clocks.
      offset = askOffset(format, quarter * 900 - guess);
      if (known.size > 4096) known.clear();
      known.set(quarter, offset);
    }
    return offset;
  };
}

/** Seconds east of UTC that the zone's clocks stand at. */
function askOffset(format: Intl.DateTimeFormat, seconds: number): number {
  const part: Record<string, number> = Object.create(null);
  for (const { type, value } of format.formatToParts(seconds * 1000)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - seconds;
}

const offsets = new Map<string, (quarter: number) => number>();

/** Seconds east of UTC in a zone at a time; 0 without a zone, and for one that does not exist. */
export function offsetAt(seconds: number, timeZone: string | undefined): number {
  if (timeZone === undefined || timeZone === "UTC" || !Number.isFinite(seconds)) return 0;
  let ask = offsets.get(timeZone);
  if (ask === undefined) offsets.set(timeZone, (ask = rememberOffsets(timeZone)));
  return ask(Math.floor(seconds / 900));
}

function rememberOffsets(timeZone: string): (quarter: number) => number {
  const fixed = readOffset(timeZone);
  if (fixed !== undefined) return () => fixed;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", formatOf(timeZone));
  } catch {
    return () => 0;
  }
  const known = new Map<number, number>();
  return (quarter) => {
    let offset = known.get(quarter);
    if (offset === undefined) {
      if (known.size > 4096) known.clear();
      const isDate = Math.abs(quarter) * 900 <= 8.64e12;
      known.set(quarter, (offset = isDate ? askOffset(format, quarter * 900) : 0));
    }
    return offset;
  };
}

/** `PDT`, or `GMT+1` where a zone has no letters. */
export function zoneName(seconds: number, timeZone: string | undefined): string {
  if (timeZone === undefined) return "UTC";
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "short" });
    const parts = format.formatToParts(seconds * 1000);
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  } catch {
    return timeZone;
  }
}
