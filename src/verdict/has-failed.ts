/** Whether any of the runs was not started, was killed, or ended non-zero. */
import type { RunRecord } from "./yardstick.ts";

export function hasFailed(run: RunRecord): boolean {
  return run.invocations.some(({ exitCode, startError }) => exitCode !== 0 || startError !== null);
}
