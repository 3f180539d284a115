/** The error with which a failed action ends the search around its `sendalert`, in Splunk's words. */
import { EXECUTION_FAILED, sendalertError } from "../../sandbox/process/splunkd-log.ts";
import type { Transcript } from "../../transcript.ts";

/** What Splunk shows above the results; undefined where the action ended well, or was not started. */
export function sendalertErrorOf(
  { started, invocations }: Pick<Transcript, "started" | "invocations">,
  killedCode: number,
): string | undefined {
  const failed = invocations.find(
    ({ exitCode, startError }) => exitCode !== 0 || startError !== null,
  );
  if (failed === undefined || !started) return undefined;
  return sendalertError(failed, killedCode) ?? EXECUTION_FAILED;
}
