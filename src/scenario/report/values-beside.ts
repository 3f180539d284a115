/** Expected and actual value of a failure, where its message does not say them already. Pure. */
import type { CaseFailure } from "./report.ts";

export function valuesBeside({
  message,
  expected,
  actual,
}: CaseFailure): Pick<CaseFailure, "expected" | "actual"> {
  return message.includes(`expected ${expected}, got ${actual}`) ? {} : { expected, actual };
}
