/**
 * The verdict on one run: did the script start, end well and in time, log its invocation, write events, and would
 * Enterprise Security find them as results of the action. Pure.
 */
import type { Cause, Reason, Verdict } from "../transcript.ts";
import { judgeEvents } from "./judge-events.ts";
import { judgeHttp } from "./judge-http.ts";
import { judgeInvocationLog } from "./judge-invocation-log.ts";
import { judgeOutbound } from "./judge-outbound.ts";
import { judgeProcess } from "./judge-process.ts";
import { judgeRest } from "./judge-rest.ts";
import { judgeResults } from "./judge-results.ts";
import { judgeVisible } from "./judge-visible.ts";
import type { RunRecord, Yardstick } from "./yardstick.ts";

const INTERRUPTED: Reason = {
  id: "interrupted",
  status: "not-applicable",
  message: "interrupted: the script was killed, and what it had done by then is not judged",
};

export function judge(run: RunRecord, yardstick: Yardstick): Verdict {
  const { heldBack } = yardstick;
  if (heldBack.length > 0) return { status: "not-triggered", reasons: heldBack };
  const blunders = run.problems
    .filter((problem) => problem.code === "ADDON_BAD_CAM")
    .map(fromProblem);
  if (!run.started)
    return { status: blunders.length > 0 ? "fail" : "not-applicable", reasons: blunders };
  if (yardstick.isInterrupted) return { status: "not-applicable", reasons: [INTERRUPTED] };
  const reasons: Reason[] = [
    ...judgeProcess(run),
    ...blunders,
    ...judgeInvocationLog(run, yardstick),
    ...judgeResults(run, yardstick),
    ...judgeEvents(run, yardstick),
    ...judgeVisible(yardstick),
    ...judgeOutbound(run.outbound),
    ...judgeHttp(run.http),
    ...judgeRest(run.rest, yardstick.onUnknownEndpoint ?? "warn"),
  ];
  return { status: reasons.some((reason) => reason.status === "fail") ? "fail" : "pass", reasons };
}

function fromProblem(problem: RunRecord["problems"][number]): Reason {
  return {
    id: "cam-readable",
    status: "fail",
    message: problem.message,
    where: problem.where,
    hint: problem.hint,
  };
}

const NOT_REACHED: Readonly<Record<string, string>> = {
  "invocation-logged": "no invocation was logged: not reached, since the script failed before",
  "events-written": "no event was written: not reached, since the script failed before",
};

/** Of a script that gave up early and ended with 0: one failure with its cause, and the rest not reached. */
export function withReportedCause(verdict: Verdict, cause: Cause | null): Verdict {
  if (cause === null || verdict.status !== "fail") return verdict;
  const reasons = verdict.reasons.map((reason): Reason => {
    const { id, status } = reason;
    const message = status === "fail" ? NOT_REACHED[id] : undefined;
    if (message !== undefined) return { id, status: "not-applicable", message };
    return id === "exit" ? exitReason(cause) : reason;
  });
  return { status: "fail", reasons };
}

function exitReason({ headline, where, source, because, hint }: Cause): Reason {
  return {
    id: "exit",
    status: "fail",
    message: `the script ended with exit code 0, but did not do its work: ${headline}`,
    where: where ?? undefined,
    because: [source, because].filter((step) => step !== null),
    hint:
      hint ?? "End with another exit code where the action failed, so that Splunk tells the user.",
  };
}
