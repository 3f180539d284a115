/** The part of the verdict that looks at the process alone: started, in time, exit code. */
import type { InvocationRecord, Reason } from "../transcript.ts";
import type { RunRecord } from "./yardstick.ts";

const MOST_TOLD = 5;

export function* judgeProcess(run: RunRecord): Generator<Reason> {
  const runs = run.invocations;
  const notStarted = runs.filter(({ startError }) => startError !== null);
  if (notStarted.length > 0) {
    yield {
      id: "started",
      status: "fail",
      message: `the script could not be started: ${notStarted[0]?.startError}`,
      hint: "See that the program exists, may be executed and, for a script, names an interpreter that exists.",
    };
    return;
  }
  yield { id: "started", status: "pass", message: started(runs.length) };

  const late = runs.find(({ timedOut }) => timedOut);
  if (late !== undefined) {
    yield {
      id: "in-time",
      status: "fail",
      message: `killed at maxtime after ${late.durationMs} ms, with all that it had started${ofRow(late)}`,
      hint: "Make the script faster, or raise `maxtime` of the action in alert_actions.conf.",
    };
  } else {
    const slowest = Math.max(0, ...runs.map(({ durationMs }) => durationMs));
    yield { id: "in-time", status: "pass", message: `ended in ${slowest} ms` };
  }

  const bad = runs.filter(({ timedOut, exitCode }) => !timedOut && exitCode !== 0);
  const first = bad[0];
  if (first !== undefined) {
    const many = bad.length > 1 ? ` (and ${bad.length - 1} more of ${runs.length})` : "";
    const how =
      first.exitCode === null
        ? `was killed by ${first.signal}`
        : `ended with exit code ${first.exitCode}`;
    yield exitReason(`the script ${how}${ofRow(first)}${many}`, run);
  } else if (late === undefined) {
    yield { id: "exit", status: "pass", message: "exit code 0" };
  }
  yield* judgeLeft(runs);
}

/** With its cause, as far as it is known. */
function exitReason(message: string, { cause, invocations, logs }: RunRecord): Reason {
  const hint = hasWritten(invocations, logs)
    ? "Splunk shows this as «Alert script returned error code». What the script wrote says why."
    : "Splunk shows this as «Alert script returned error code». Let the script write to stderr why it fails.";
  if (cause === null) return { id: "exit", status: "fail", message, hint };
  const { headline, where, source, because } = cause;
  return {
    id: "exit",
    status: "fail",
    message: `${message}: ${headline}`,
    where: where ?? undefined,
    because: [source, because].filter((step) => step !== null),
    hint: cause.hint ?? hint,
  };
}

/** Splunk leaves such processes running. Whether that is meant, only the author knows. */
function* judgeLeft(runs: readonly InvocationRecord[]): Generator<Reason> {
  const left = runs.flatMap((run) => run.left);
  if (left.length === 0) return;
  const what = left.length === 1 ? "1 process was" : `${left.length} processes were`;
  const listed = left.slice(0, MOST_TOLD).map(({ pid, command }) => `${pid}: ${command}`);
  const more = left.length > MOST_TOLD ? [`and ${left.length - MOST_TOLD} more`] : [];
  yield {
    id: "left-running",
    status: "warn",
    message: `${what} still running when the script had ended, and ${left.length === 1 ? "was" : "were"} ended`,
    because: [...listed, ...more],
    hint: "Let the script wait for what it starts. On a Splunk server, these processes stay.",
  };
}

function hasWritten(runs: readonly InvocationRecord[], logs: RunRecord["logs"]): boolean {
  const texts = [
    ...runs.flatMap(({ stderr, stdout }) => [stderr, stdout]),
    ...logs.map(({ text }) => text),
  ];
  return texts.some((text) => text.trim() !== "");
}

function ofRow({ resultId }: InvocationRecord): string {
  return resultId === null ? "" : ` for result ${resultId}`;
}

function started(count: number): string {
  return count === 1 ? "the script was started" : `the script was started ${count} times`;
}
