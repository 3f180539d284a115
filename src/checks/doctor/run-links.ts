/** The links that a run of the script proves: from its start to the events that it leaves. */
import type { Problem } from "../../errors.ts";
import type { Reason, Transcript } from "../../transcript.ts";
import type { Proof } from "./diagnosis.ts";

/** A run, or the reason why there was none. */
export type Attempt =
  | { readonly run: Transcript; readonly failure?: undefined }
  | { readonly run?: undefined; readonly failure: Problem };

export function starts({ run, failure }: Attempt): Proof {
  if (run === undefined) {
    const { code, message, hint, where } = failure;
    // A program that cannot start on this machine may still start in Splunk.
    const isOurs = NOT_HERE.has(code);
    return {
      status: isOurs ? "unknown" : "broken",
      by: isOurs ? "nothing" : "files",
      message,
      hint,
      where,
    };
  }
  const reasons = ["started", "in-time", "exit"].flatMap((id) => reasonsOf(run, id));
  const bad = reasons.find(({ status }) => status === "fail");
  const how = run.python === null ? "started" : `started on python ${run.python.version}`;
  if (bad === undefined) {
    return { status: "holds", by: "run", message: `${how}, and ended with exit code 0` };
  }
  if (failedLater(run)) {
    return { status: "holds", by: "run", message: `${how}; later ${bad.message}` };
  }
  return whyFailed(bad, run);
}

/** The script logged its invocation, so it failed in what it does next. */
function failedLater(run: Transcript): boolean {
  const [exit] = reasonsOf(run, "exit");
  const [logged] = reasonsOf(run, "invocation-logged");
  return exit?.status === "fail" && logged?.status === "pass" && run.events.length === 0;
}

function whyFailed(reason: Reason, run: Transcript): Proof {
  const why = run.problems.filter(
    ({ code }) => code.startsWith("SANDBOX_") || code === "ADDON_MODULE_MISSING",
  );
  const lastLine = run.invocations
    .flatMap(({ stderr, stdout }) => [stderr, stdout])
    .map((text) => text.trimEnd().split("\n").at(-1) ?? "")
    .find((line) => line !== "");
  const logged = run.messages.findLast(
    ({ status, level }) => status === "failure" || GRAVE.test(level),
  );
  const because = [
    ...why.map(({ message }) => message),
    ...[run.cause?.because ?? []].flat(),
    ...(logged === undefined ? [] : [`${logged.file}: ${logged.signature}`]),
    ...(lastLine === undefined ? [] : [lastLine]),
  ];
  return {
    ...fromReason(reason, "broken"),
    because: [...new Set(because)],
    hint: why[0]?.hint ?? run.cause?.hint ?? GIVE,
  };
}

const GRAVE = /^(?:ERROR|CRITICAL|FATAL)$/;

const NOT_HERE: ReadonlySet<Problem["code"]> = new Set<Problem["code"]>([
  "SANDBOX_NO_PYTHON",
  "ADDON_NOT_SENDALERT",
  "ADDON_BUILD_FIRST",
]);
const GIVE =
  "See the whole output with `ar-sim run`; if it wants parameters, credentials or settings: --param, --credential, --fixtures.";

export function invocation(run: Transcript): Proof {
  const [reason] = reasonsOf(run, "invocation-logged");
  if (reason === undefined) return NOT_TOLD;
  if (reason.status === "not-applicable")
    return { ...fromReason(reason, "unknown"), by: "nothing" };
  const [stray] = reasonsOf(run, "action-name");
  if (stray !== undefined) return fromReason(stray, "broken");
  return fromReason(reason);
}

/** `mayWrite`: whether the script calls addevent(), as far as it can be read. */
export function events(run: Transcript, mayWrite: boolean): Proof {
  const [reason] = reasonsOf(run, "events-written");
  if (reason === undefined) return NOT_TOLD;
  const [exit] = reasonsOf(run, "exit");
  if (exit !== undefined && failedLater(run)) {
    const proof = whyFailed(exit, run);
    return { ...proof, message: `no event was written: ${proof.message}` };
  }
  if (run.events.length > 0 || reason.status === "fail") return fromReason(reason);
  if (reason.status === "not-applicable" || mayWrite) {
    return { ...fromReason(reason, "unknown"), by: "nothing" };
  }
  return {
    status: "not-applicable",
    by: "run",
    message:
      "not applicable: the script writes no events: Incident Review shows that it ran, and its status",
  };
}

const NOT_TOLD: Proof = {
  status: "unknown",
  by: "nothing",
  message: "the run ended before it could be seen",
};

export function reasonsOf(run: Transcript, id: string): Reason[] {
  return run.verdict.reasons.filter((reason) => reason.id === id);
}

export function fromReason(reason: Reason, status?: Proof["status"]): Proof {
  const { message, hint, where, because } = reason;
  return {
    status: status ?? (reason.status === "fail" ? "broken" : "holds"),
    by: "run",
    message,
    hint,
    where,
    because,
  };
}
