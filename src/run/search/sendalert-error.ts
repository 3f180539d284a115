/** The error with which a failed action ends the search around its `sendalert`, in Splunk's words. */
import {
  EXECUTION_FAILED,
  errorInSendalert,
  sendalertError,
} from "../../sandbox/process/splunkd-log.ts";
import { MAY_SEND } from "../hold-back.ts";
import type { Transcript } from "../../transcript.ts";

/** What Splunk shows above the results; undefined where the action ended well, or was not started. */
export function sendalertErrorOf(
  { started, invocations, verdict }: Pick<Transcript, "started" | "invocations" | "verdict">,
  killedCode: number,
): string | undefined {
  const refused = verdict.reasons.find(({ id }) => id === MAY_SEND);
  if (refused !== undefined) return errorInSendalert(refused.message);
  const failed = invocations.find(
    ({ exitCode, startError }) => exitCode !== 0 || startError !== null,
  );
  if (failed === undefined || !started) return undefined;
  return sendalertError(failed, killedCode) ?? EXECUTION_FAILED;
}
