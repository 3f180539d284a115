/** One start of the script in the transcript: what was handed over, and how the script ended. */
import type { Invocation } from "../../invocation/invocation.ts";
import type { LeftProcess } from "./launched.ts";
import type { CapturedText, ScriptRun } from "./script-run.ts";

export interface InvocationRecord {
  /** A run for Splunk Web's preview, before the one that counts. */
  readonly isPreview: boolean;
  /** When it was started, as ISO 8601. Left out where nothing was started. */
  readonly at?: string | undefined;
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
  /** For each of the first lines of stderr, how many milliseconds after the start it came. */
  readonly stderrAt?: readonly number[] | undefined;
  readonly omitted: { readonly stdout: number; readonly stderr: number };
  /** Processes that the script had left running, and that were ended. */
  readonly left: readonly LeftProcess[];
  /** Lines that splunkd would have logged (component sendmodalert). */
  readonly splunkd: readonly string[];
}

/** Parts of the record that neither the invocation nor the run of the script has. */
export type RecordedBeside = Pick<InvocationRecord, "isPreview" | "env" | "splunkd"> & {
  /** Milliseconds since 1970. */
  readonly startedMs?: number | undefined;
};

export function recordInvocation(
  { payload, resultsFile, resultId }: Invocation,
  run: ScriptRun,
  { isPreview, env, splunkd, startedMs }: RecordedBeside,
): InvocationRecord {
  return {
    isPreview,
    at: startedMs === undefined ? undefined : new Date(startedMs).toISOString(),
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
    stderrAt: startedMs === undefined ? undefined : timesOfLines(run.stderr, startedMs),
    omitted: { stdout: run.stdout.omittedBytes, stderr: run.stderr.omittedBytes },
    left: run.left,
    splunkd,
  };
}

const MOST_LINES = 1000;

function timesOfLines({ text, marks = [] }: CapturedText, startedMs: number): number[] {
  if (text === "") return [];
  const times: number[] = [];
  let byte = 0;
  let mark = 0;
  for (const line of text.split("\n", MOST_LINES)) {
    while ((marks[mark + 1]?.from ?? Infinity) <= byte) mark += 1;
    times.push(Math.max(0, (marks[mark]?.at ?? startedMs) - startedMs));
    byte += Buffer.byteLength(line) + 1;
  }
  return times;
}
