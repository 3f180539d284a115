/** The functions of stats and streamstats. Ground: Search Reference, «Statistical and charting functions». */
import { compareValues, numberOf } from "./sort-keys.ts";

export type Value = string | readonly string[];

/** Gathers the values of one field, and gives the result. A row without the field has undefined. */
export interface Aggregate {
  add(value: Value | undefined): void;
  result(): Value | undefined;
}

/** `list` keeps this many values (limits.conf, `[stats] list_maxsize`). */
const LIST_SIZE = 100;

const FUNCTIONS: Readonly<Record<string, () => Aggregate>> = {
  count: counter,
  dc: distinct,
  sum: () => running(({ sum }) => sum),
  avg: () => running(({ sum, count }) => sum / count),
  range: () => running(({ most, least }) => most - least),
  median,
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
};

const ALIASES: Readonly<Record<string, string>> = {
  c: "count",
  distinct_count: "dc",
  mean: "avg",
  earliest: "last",
  latest: "first",
};

/** undefined where there is no such function. */
export function aggregateOf(name: string): (() => Aggregate) | undefined {
  const lower = name.toLowerCase();
  const real = Object.hasOwn(ALIASES, lower) ? (ALIASES[lower] ?? lower) : lower;
  return Object.hasOwn(FUNCTIONS, real) ? FUNCTIONS[real] : undefined;
}

export const AGGREGATES: readonly string[] = [...Object.keys(FUNCTIONS), ...Object.keys(ALIASES)];

function gather(add: (value: string) => void, result: () => Value | undefined): Aggregate {
  return {
    add(value) {
      if (typeof value === "string") add(value);
      else if (value !== undefined) for (const item of value) add(item);
    },
    result,
  };
}

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
  return gather(
    (value) => {
      const number = numberOf(value);
      if (number === undefined) return;
      so.count += 1;
      so.sum += number;
      if (number < so.least) so.least = number;
      if (number > so.most) so.most = number;
    },
    () => (so.count === 0 ? undefined : numberText(of(so))),
  );
}

function median(): Aggregate {
  const values: number[] = [];
  return gather(
    (value) => {
      const number = numberOf(value);
      if (number !== undefined) values.push(number);
    },
    () => {
      const sorted = values.toSorted((a, b) => a - b);
      const middle = sorted[Math.floor(sorted.length / 2)];
      return middle === undefined ? undefined : numberText(middle);
    },
  );
}

/** Numbers as numbers where all are; else by their characters. */
function best(sign: 1 | -1): Aggregate {
  return keeper((before, value) =>
    before === undefined || compareValues(value, before) * sign > 0 ? value : before,
  );
}

function keeper(choose: (before: string | undefined, value: string) => string): Aggregate {
  let kept: string | undefined;
  return gather(
    (value) => void (kept = choose(kept, value)),
    () => kept,
  );
}

function mode(): Aggregate {
  const counts = new Map<string, number>();
  return gather(
    (value) => void counts.set(value, (counts.get(value) ?? 0) + 1),
    () => [...counts].sort(([, a], [, b]) => b - a)[0]?.[0],
  );
}

function several(values: readonly string[]): Value | undefined {
  const [only] = values;
  return values.length > 1 ? values : only;
}

/** As Splunk prints a result: whole numbers whole, others to fifteen digits. */
function numberText(value: number): string {
  return String(Number(value.toPrecision(15)));
}
