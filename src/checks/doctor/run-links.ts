/** The links that a run of the script proves: from its start to the events that it leaves. */
import type { Problem } from "../../errors.ts";
import type { Reason, Transcript } from "../../transcript.ts";
import type { Proof } from "./diagnosis.ts";

/** A run, or what stood in its way. */
export type Attempt =
  | { readonly run: Transcript; readonly failure?: undefined }
  | { readonly run?: undefined; readonly failure: Problem };

export function starts({ run, failure }: Attempt): Proof {
  if (run === undefined) {
    const { code, message, hint, where } = failure;
    // That there is no Python here says nothing of the add-on.
    const isOurs = code === "SANDBOX_NO_PYTHON";
    return {
      status: isOurs ? "unknown" : "broken",
      by: isOurs ? "nothing" : "files",
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(where === undefined ? {} : { where }),
    };
  }
  const reasons = ["started", "in-time", "exit"].flatMap((id) => all(run, id));
  const bad = reasons.find(({ status }) => status === "fail");
  if (bad === undefined) {
    const how = run.python === null ? "" : ` on python ${run.python.version}`;
    return { status: "holds", by: "run", message: `started${how}, and ended with exit code 0` };
  }
  const why = run.problems.filter(
    ({ code }) => code.startsWith("SANDBOX_") || code === "ADDON_SCRIPT_MISSING",
  );
  const [first] = why;
  const said = run.invocations
    .map(({ stderr }) => stderr.trimEnd().split("\n").at(-1) ?? "")
    .filter((line) => line !== "");
  const hint = first?.hint ?? (said.length > 0 ? GIVE : bad.hint);
  return {
    ...fromReason(bad, "broken"),
    because: [...new Set([...why.map(({ message }) => message), ...said.slice(0, 1)])],
    ...(hint === undefined ? {} : { hint }),
  };
}

const GIVE =
  "See the whole output with `ar-sim run`; if it wants parameters, credentials or settings: --param, --credential, --fixtures.";

export function invocation(run: Transcript): Proof {
  const [reason] = all(run, "invocation-logged");
  if (reason === undefined) return NOT_TOLD;
  if (reason.status === "not-applicable")
    return { ...fromReason(reason, "unknown"), by: "nothing" };
  const [stray] = all(run, "action-name");
  if (stray !== undefined) return fromReason(stray, "broken");
  return fromReason(reason);
}

/** `mayWrite`: whether the script, as far as it is read, calls addevent() or the like. */
export function events(run: Transcript, mayWrite: boolean): Proof {
  const [reason] = all(run, "events-written");
  if (reason === undefined) return NOT_TOLD;
  if (run.events.length > 0 || reason.status === "fail") return fromReason(reason);
  if (reason.status === "not-applicable" || mayWrite) {
    return { ...fromReason(reason, "unknown"), by: "nothing" };
  }
  return {
    status: "not-applicable",
    by: "run",
    message: "the script writes no events: Incident Review shows that it ran, and its status",
  };
}

const NOT_TOLD: Proof = {
  status: "unknown",
  by: "nothing",
  message: "the run ended before it could be seen",
};

export function all(run: Transcript, id: string): Reason[] {
  return run.verdict.reasons.filter((reason) => reason.id === id);
}

export function fromReason(reason: Reason, status?: Proof["status"]): Proof {
  const { message, hint, where, because } = reason;
  return {
    status: status ?? (reason.status === "fail" ? "broken" : "holds"),
    by: "run",
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(where === undefined ? {} : { where }),
    ...(because === undefined ? {} : { because }),
  };
}
