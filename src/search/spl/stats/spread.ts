/** How numbers are spread: deviation, variance, sums of squares, percentiles. Ground: Search Reference, «Aggregate functions». */
import { type Aggregate, gatherNumbers, numberText } from "./gather.ts";

export const spread: Readonly<Record<string, () => Aggregate>> = {
  stdev: () => deviations(({ squares, count }) => Math.sqrt(squares / Math.max(1, count - 1))),
  stdevp: () => deviations(({ squares, count }) => Math.sqrt(squares / count)),
  var: () => deviations(({ squares, count }) => squares / Math.max(1, count - 1)),
  varp: () => deviations(({ squares, count }) => squares / count),
  sumsq: () => {
    let sum: number | undefined;
    return gatherNumbers(
      (number) => (sum = (sum ?? 0) + number * number),
      () => (sum === undefined ? undefined : numberText(sum)),
    );
  },
};

interface Deviations {
  count: number;
  mean: number;
  /** The sum of the squares of what the numbers are off from their mean. */
  squares: number;
}

/** Welford's way: no loss where the numbers are large and close together. */
function deviations(of: (so: Deviations) => number): Aggregate {
  const so: Deviations = { count: 0, mean: 0, squares: 0 };
  return gatherNumbers(
    (number) => {
      so.count += 1;
      const before = number - so.mean;
      so.mean += before / so.count;
      so.squares += before * (number - so.mean);
    },
    () => (so.count === 0 ? undefined : numberText(of(so))),
  );
}

/**
 * The value at the nearest rank; of an even number of values the middle is the higher of two. Ground: Search Reference,
 * «Aggregate functions», perc and median. Guess: the same way where there are more than a thousand values, of which Splunk
 * tells an estimate.
 */
export function percentiles(percent: number): Aggregate {
  const values: number[] = [];
  return gatherNumbers(
    (number) => void values.push(number),
    () => {
      const sorted = values.toSorted((one, other) => one - other);
      const rank = Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100));
      const value = sorted[rank];
      return value === undefined ? undefined : numberText(value);
    },
  );
}
