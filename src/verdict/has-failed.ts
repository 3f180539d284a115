/** Tells whether any start of the script failed, was killed, or ended with another exit code than 0. */
import type { RunRecord } from "./yardstick.ts";

export function hasFailed(run: RunRecord): boolean {
  return run.invocations.some(({ exitCode, startError }) => exitCode !== 0 || startError !== null);
}
