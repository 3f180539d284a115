/** Chance that a seed repeats. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `limit`, which is not among them. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in so many of a hundred cases. */
  isIn(percent: number): boolean;
}

/** The generator mulberry32: 32 bits of state are enough for which request comes next. */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
    isIn: (percent) => next() * 100 < percent,
  };
}
