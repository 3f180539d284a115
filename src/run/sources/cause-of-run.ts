/** Why a run failed. What finds it out is loaded only then: a run that ends well pays nothing. */
import type { Addon } from "../../addon/addon.ts";
import type { Cause, FailureFacts } from "../../cause/cause.ts";
import { explanationIn } from "../../sandbox/explain/explain-run.ts";
import { raisedFile } from "../../sandbox/process/start-invocation.ts";
import type { Verdict } from "../../transcript.ts";
import type { Handover } from "../build-handover.ts";
import type { Evidence } from "../gather-evidence.ts";
import type { Stage } from "../open-stage.ts";
import type { RunPlan } from "../plan-run.ts";

/** A run, and what it left. */
export interface Ended {
  readonly addon: Addon;
  readonly plan: Pick<RunPlan, "action" | "program" | "python">;
  readonly stage: Pick<Stage, "search" | "sandbox" | "results">;
  readonly handover: Pick<Handover, "given" | "params">;
  readonly evidence: Pick<
    Evidence,
    "invocations" | "logs" | "rest" | "outbound" | "problems" | "messages"
  >;
}

/** null where the script ended with 0. */
export async function causeOf(ended: Ended): Promise<Cause | null> {
  const { invocations, problems } = ended.evidence;
  const at = invocations.findIndex(
    ({ exitCode, startError }) => exitCode !== 0 && startError === null,
  );
  if (at < 0) return null;
  const { findCause } = await import("../../cause/find-cause.ts");
  return findCause(await factsOf(ended, at), explanationIn(problems));
}

/** Reasons that fail also where a script gave up early. A wrong sourcetype, for example, has another cause. */
const NOT_REACHED: ReadonlySet<string> = new Set(["invocation-logged", "events-written"]);

/**
 * Of a script that ended with 0 and reports a failure all the same: it logged that status, or it did not reach what
 * Enterprise Security shows. null where it says nothing of an error.
 */
export async function causeOfReported(ended: Ended, verdict: Verdict): Promise<Cause | null> {
  const { invocations, messages } = ended.evidence;
  const [first] = invocations;
  if (first === undefined || invocations.some(({ exitCode }) => exitCode !== 0)) return null;
  const failed = verdict.reasons.filter(({ status }) => status === "fail");
  const stoppedEarly = failed.some(({ id }) => NOT_REACHED.has(id));
  const reported = messages.findLast(({ status }) => status !== "")?.status === "failure";
  if (!stoppedEarly && !reported) return null;
  const { findCause } = await import("../../cause/find-cause.ts");
  const at = Math.max(
    0,
    invocations.findIndex(({ stderr }) => /\bERROR\b|\bTraceback\b/.test(stderr)),
  );
  const facts = await factsOf(ended, at);
  return facts.raised.type === "" && facts.raised.message === "" ? null : findCause(facts);
}

async function factsOf(ended: Ended, at: number): Promise<FailureFacts> {
  const { addon, plan, stage, handover, evidence } = ended;
  const { logs, rest, outbound, invocations } = evidence;
  const invocation = invocations[at];
  if (invocation === undefined) throw new RangeError(`there is no invocation ${at}`);
  const { failureFacts } = await import("../../cause/failure-facts.ts");
  const { readRaised } = await import("../../cause/read-raised.ts");
  const { splunkHome } = stage.sandbox;
  const { given, params } = handover;
  const run = { addon, ...plan, splunkHome, given, params, results: stage.results };
  const { mode } = stage.search;
  const caught = readRaised(raisedFile(splunkHome, at));
  return failureFacts(run, { invocation, logs, rest, outbound, mode, caught });
}
