/** Draws of a seed: the same seed gives the same draws on every machine. */

export interface Draws {
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number;
  /** Whether something happens that happens once in `times`. */
  once(times: number): boolean;
  pick<T>(items: readonly T[]): T | undefined;
}

/** Ground: xorshift32 (Marsaglia, 2003). */
export function drawsOf(seed: number): Draws {
  // A state of 0 would stay 0, and small seeds would begin alike.
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (count: number): number => (count <= 1 ? 0 : next() % count);
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (items) => items[below(items.length)],
  };
}
