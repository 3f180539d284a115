/** The verdict on a script that gave up early and ended with 0: one failure with its cause, and the rest not reached. */
import type { Cause, Reason, Verdict } from "../transcript.ts";

const NOT_REACHED: Readonly<Record<string, string>> = {
  "invocation-logged": "no invocation was logged: not reached, since the script failed before",
  "events-written": "no event was written: not reached, since the script failed before",
};

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
