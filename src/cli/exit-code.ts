/** What the process ends with. The exit code of the script is in the report, never passed through. */
import type { ErrorCode } from "../errors.ts";
import type { TestReport } from "../scenario/report/report.ts";
import type { Transcript } from "../transcript.ts";

export const EXIT = {
  good: 0,
  verdictFailed: 1,
  usage: 2,
  actionFailed: 3,
  harness: 4,
  noneMatched: 5,
  interrupted: 130,
} as const;

/** What help and docs say of each. */
export const EXIT_MEANINGS: readonly (readonly [code: string, meaning: string])[] = [
  ["0", "Everything is as expected."],
  [
    "1",
    "A verdict failed, a search did not trigger its action, a case failed, or `ar-sim check` found errors.",
  ],
  ["2", "The command line is wrong, or a file cannot be read."],
  [
    "3",
    "`ar-sim run` or `ar-sim search`: the script exited with a code other than 0, or was stopped.",
  ],
  [
    "4",
    "ar-sim cannot work: no Python, no space for the sandbox, a port that is in use, a report that cannot be written.",
  ],
  ["5", "`ar-sim test`: no case matched."],
  ["130", "You stopped it with Ctrl-C."],
];

export function exitCodeOf(transcript: Transcript): number {
  const ended = transcript.invocations.every(
    (invocation) =>
      invocation.exitCode === 0 && invocation.startError === null && !invocation.timedOut,
  );
  if (transcript.started && !ended) return EXIT.actionFailed;
  const { status } = transcript.verdict;
  return status === "fail" || status === "not-triggered" ? EXIT.verdictFailed : EXIT.good;
}

export function exitCodeOfReport(report: TestReport): number {
  const { failed, brokenFiles } = report.totals;
  if (report.stopped === "interrupt") return EXIT.interrupted;
  if (report.error !== undefined) return exitCodeOfError(report.error.code);
  if (failed > 0) return EXIT.verdictFailed;
  return brokenFiles > 0 ? EXIT.usage : EXIT.good;
}

/** Errors that are no wrong usage: ar-sim itself cannot work. */
const HARNESS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "SANDBOX_FAILED",
  "SANDBOX_NO_PYTHON",
  "SANDBOX_BAD_PYTHON",
  "SANDBOX_NO_FENCE",
  "SANDBOX_NO_COVERAGE",
  "SANDBOX_NO_DEBUGGER",
  "SANDBOX_SETUP_FAILED",
  "SPLUNKD_PORT_TAKEN",
  "SPLUNKD_NO_ADDRESS",
  "SPLUNKD_STATE_TAKEN",
  "SCENARIO_BAD_SNAPSHOT",
  "SCENARIO_REPORT_UNWRITTEN",
]);

export function exitCodeOfError(code: ErrorCode): number {
  if (code === "SCENARIO_NONE") return EXIT.noneMatched;
  return HARNESS.has(code) ? EXIT.harness : EXIT.usage;
}
