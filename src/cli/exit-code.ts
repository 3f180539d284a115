/** What the process ends with. The action's own code is in the report, never passed through. */
import type { ErrorCode } from "../errors.ts";
import type { Transcript } from "../transcript.ts";

export const EXIT = {
  good: 0,
  verdictFailed: 1,
  usage: 2,
  actionFailed: 3,
  harness: 4,
  interrupted: 130,
} as const;

export function exitCodeOf(transcript: Transcript): number {
  const ended = transcript.invocations.every(
    (one) => one.exitCode === 0 && one.startError === null && !one.timedOut,
  );
  if (transcript.started && !ended) return EXIT.actionFailed;
  return transcript.verdict.status === "fail" ? EXIT.verdictFailed : EXIT.good;
}

/** Errors that are nobody's wrong usage: the harness itself could not work. */
const HARNESS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "SANDBOX_FAILED",
  "SANDBOX_NO_PYTHON",
  "SANDBOX_BAD_PYTHON",
  "SANDBOX_SETUP_FAILED",
  "SPLUNKD_PORT_TAKEN",
]);

export function exitCodeOfError(code: ErrorCode): number {
  return HARNESS.has(code) ? EXIT.harness : EXIT.usage;
}
