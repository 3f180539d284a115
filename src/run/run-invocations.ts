/** Runs the script once for each invocation, one after the other, as the scheduler does. */
import type { Invocation } from "../invocation/invocation.ts";
import type { InvocationRecord } from "../sandbox/process/invocation-record.ts";
import { type ScriptWish, startInvocation } from "../sandbox/process/start-invocation.ts";
import type { Stage } from "./open-stage.ts";
import type { RunPlan } from "./plan-run.ts";

export interface Passes {
  /** Runs each invocation twice, as Splunk Web does where an ad hoc search has a preview. */
  readonly preview: boolean;
  /** Records what would be started, and starts nothing. */
  readonly dryRun: boolean;
}

/** Starts no more once `script.signal` is aborted. */
export async function runInvocations(
  plan: Pick<RunPlan, "action" | "program" | "python">,
  stage: Pick<Stage, "search" | "sandbox">,
  invocations: readonly Invocation[],
  script: ScriptWish,
  passes: Passes,
): Promise<InvocationRecord[]> {
  const { action, program, python } = plan;
  const { search, sandbox } = stage;
  const start = startInvocation({ sandbox, program, python, search, action, script });
  const records: InvocationRecord[] = [];
  for (const isPreview of passes.preview ? [true, false] : [false]) {
    for (const invocation of invocations) {
      if (script.signal?.aborted === true) return records;
      records.push(
        passes.dryRun
          ? start.describe(invocation, isPreview)
          : await start.run(invocation, isPreview),
      );
    }
  }
  return records;
}
