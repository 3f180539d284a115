/** Conditions on counts. Pure. */
import { differs } from "./differs.ts";
import type { Count } from "./expect.ts";
import type { Mismatch } from "./mismatch.ts";

interface Bounds {
  readonly min: number;
  readonly max: number;
}

export function isCount(count: number, wanted: Count): boolean {
  const { min, max } = boundsOf(wanted);
  return count >= min && count <= max;
}

/** `what` is counted: `number of events`. */
export function judgeCount(what: string, at: string, count: number, wanted: Count): Mismatch[] {
  if (isCount(count, wanted)) return [];
  return [{ at, ...differs(`${what} differs`, countText(wanted), String(count)) }];
}

function boundsOf(wanted: Count): Bounds {
  if (typeof wanted === "number") return { min: wanted, max: wanted };
  return { min: wanted.min ?? 0, max: wanted.max ?? Number.POSITIVE_INFINITY };
}

function countText(wanted: Count): string {
  const { min, max } = boundsOf(wanted);
  if (min === max) return String(min);
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}
