/** One start of the script in the transcript: what was handed over, and how the script ended. */
import type { Invocation } from "../../invocation/invocation.ts";
import type { LeftProcess } from "./launched.ts";
import type { ScriptRun } from "./script-run.ts";

export interface InvocationRecord {
  /** A run for Splunk Web's preview, before the one that counts. */
  readonly isPreview: boolean;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The text on stdin. Secrets in it are masked. */
  readonly payload: string;
  readonly resultsFile: string;
  readonly resultId: number | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly startError: string | null;
  readonly durationMs: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly omitted: { readonly stdout: number; readonly stderr: number };
  /** Processes that the script had left running, and that were ended. */
  readonly left: readonly LeftProcess[];
  /** Lines that splunkd would have logged (component sendmodalert). */
  readonly splunkd: readonly string[];
}

/** Parts of the record that neither the invocation nor the run of the script has. */
export type RecordedBeside = Pick<InvocationRecord, "isPreview" | "env" | "splunkd">;

export function recordInvocation(
  { payload, resultsFile, resultId }: Invocation,
  run: ScriptRun,
  { isPreview, env, splunkd }: RecordedBeside,
): InvocationRecord {
  return {
    isPreview,
    argv: run.argv,
    cwd: run.cwd,
    env,
    payload,
    resultsFile,
    resultId: resultId ?? null,
    exitCode: run.exitCode,
    signal: run.signal,
    timedOut: run.timedOut,
    startError: run.startError ?? null,
    durationMs: run.durationMs,
    stdout: run.stdout.text,
    stderr: run.stderr.text,
    omitted: { stdout: run.stdout.omittedBytes, stderr: run.stderr.omittedBytes },
    left: run.left,
    splunkd,
  };
}
