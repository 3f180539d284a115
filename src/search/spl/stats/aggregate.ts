/** The functions of stats and its kin. Ground: Search Reference, «Statistical and charting functions». */
import { type Aggregate, gather, gatherNumbers, keeper, numberText, several } from "./gather.ts";
import { percentiles, spread } from "./spread.ts";
import { compareValues } from "../stage/sort-keys.ts";
import { byTime } from "./time-aggregates.ts";

/** `list` keeps this many values (limits.conf, `[stats] list_maxsize`). */
const LIST_SIZE = 100;

const FUNCTIONS: Readonly<Record<string, () => Aggregate>> = {
  count: counter,
  dc: distinct,
  // Guess: what is estimated at the least hits the true number.
  estdc: distinct,
  estdc_error: () => gather(ignore, () => "0"),
  sum: () => running(({ sum }) => sum),
  avg: () => running(({ sum, count }) => sum / count),
  range: () => running(({ most, least }) => most - least),
  median: () => percentiles(50),
  min: () => best(-1),
  max: () => best(1),
  first: () => keeper((before, value) => before ?? value),
  last: () => keeper((_before, value) => value),
  mode,
  values: () => {
    const seen = new Set<string>();
    return gather(
      (value) => void seen.add(value),
      () => several([...seen].sort()),
    );
  },
  list: () => {
    const all: string[] = [];
    return gather(
      (value) => void (all.length < LIST_SIZE && all.push(value)),
      () => several(all),
    );
  },
  ...spread,
  ...byTime,
};

const ALIASES: Readonly<Record<string, string>> = {
  c: "count",
  distinct_count: "dc",
  mean: "avg",
};

/** `perc95(x)`, `p99.9(x)`, `exactperc5(x)`, `upperperc50(x)`. Below a thousand values all of them come to the same. */
const PERCENTILE = /^(?:exactperc|upperperc|perc|p)(\d{1,3}(?:\.\d+)?)$/;

/** undefined where there is no such function. */
export function aggregateOf(name: string): (() => Aggregate) | undefined {
  const lower = name.toLowerCase();
  const real = Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] ?? lower) : lower;
  if (Object.hasOwn(FUNCTIONS, real)) return FUNCTIONS[real];
  const percent = Number(PERCENTILE.exec(lower)?.[1] ?? Number.NaN);
  return percent <= 100 ? () => percentiles(percent) : undefined;
}

export const AGGREGATES: readonly string[] = [
  ...Object.keys(FUNCTIONS),
  ...Object.keys(ALIASES),
  "perc<n>",
  "p<n>",
  "exactperc<n>",
  "upperperc<n>",
];

function ignore(): void {}

function counter(): Aggregate {
  let count = 0;
  return gather(
    () => (count += 1),
    () => String(count),
  );
}

function distinct(): Aggregate {
  const seen = new Set<string>();
  return gather(
    (value) => void seen.add(value),
    () => String(seen.size),
  );
}

interface Running {
  count: number;
  sum: number;
  least: number;
  most: number;
}

/** Kept up to date with each value: streamstats asks after every row. */
function running(of: (so: Running) => number): Aggregate {
  const so: Running = { count: 0, sum: 0, least: Infinity, most: -Infinity };
  return gatherNumbers(
    (number) => {
      so.count += 1;
      so.sum += number;
      if (number < so.least) so.least = number;
      if (number > so.most) so.most = number;
    },
    () => (so.count === 0 ? undefined : numberText(of(so))),
  );
}

/** Numbers as numbers where all are; else by their characters. */
function best(sign: 1 | -1): Aggregate {
  return keeper((before, value) =>
    before === undefined || compareValues(value, before) * sign > 0 ? value : before,
  );
}

function mode(): Aggregate {
  const counts = new Map<string, number>();
  return gather(
    (value) => void counts.set(value, (counts.get(value) ?? 0) + 1),
    () => [...counts].sort(([, a], [, b]) => b - a)[0]?.[0],
  );
}
