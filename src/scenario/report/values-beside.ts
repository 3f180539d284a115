/** Expected and actual value of a failure: in its message where both are short, and beside it otherwise. Pure. */
import type { CaseFailure } from "./report.ts";

/** How a message says both. */
export function valuesWithin(expected: string, actual: string): string {
  return `expected ${expected}, got ${actual}`;
}

export function valuesBeside({
  message,
  expected,
  actual,
}: CaseFailure): Pick<CaseFailure, "expected" | "actual"> {
  const areWithin =
    expected !== undefined &&
    actual !== undefined &&
    message.includes(valuesWithin(expected, actual));
  return areWithin ? {} : { expected, actual };
}
