/** One start of the script as the transcript has it: what was handed over, and how the script ended. */
import type { Invocation } from "../../invocation/invocation.ts";
import type { ScriptRun } from "./script-run.ts";

export interface InvocationRecord {
  /** A run for Splunk Web's preview, before the one that counts. */
  readonly isPreview: boolean;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The text on stdin; secrets are redacted when the transcript is written out. */
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
  /** Lines that splunkd would have logged (component sendmodalert). */
  readonly splunkd: readonly string[];
}

/** What the record has from elsewhere than the invocation and the run of the script. */
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
    splunkd,
  };
}
