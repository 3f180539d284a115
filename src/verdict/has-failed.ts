/** Whether any of the runs was not started, was killed, or ended non-zero. */
import type { RunRecord } from "./judge.ts";

export function hasFailed(run: RunRecord): boolean {
  return run.invocations.some((one) => one.exitCode !== 0 || one.startError !== null);
}
