/** An expectation that may be a list: each item of it, with its place. */

export interface PlacedCheck<T> {
  readonly check: T;
  /** `events.any[1]`, or `events.any` where it is no list. */
  readonly at: string;
}

export function oneOrMore<T>(
  checks: T | readonly T[] | undefined,
  at: string,
): readonly PlacedCheck<T>[] {
  if (checks === undefined) return [];
  if (isList(checks)) return checks.map((check, place) => ({ check, at: `${at}[${place}]` }));
  return [{ check: checks, at }];
}

function isList<T>(checks: T | readonly T[]): checks is readonly T[] {
  return Array.isArray(checks);
}
