/** A case with its retries and repeats, as the report tells it. */
import { diffTexts } from "../expect/diff-texts.ts";
import { renderSnapshot } from "../snapshot/render-snapshot.ts";
import type { SnapshotPart } from "../expect/expect.ts";
import type { CaseFailure, CaseReport } from "../report/report.ts";
import { type Attempt, type CaseRun, failureOf, runCase } from "./run-case.ts";
import type { ScenarioCase } from "../file/scenario.ts";

export interface Attempts {
  /** How often a failed case is tried again. */
  readonly retries: number;
  /** How often each case is run, to find what wavers. */
  readonly repeat: number;
}

const EVERYTHING: readonly SnapshotPart[] = [
  "payload",
  "stdout",
  "stderr",
  "logs",
  "messages",
  "events",
  "rest",
];

export interface AttemptedCase {
  readonly report: CaseReport;
  readonly snapshot: Attempt["snapshot"];
}

export async function attemptCase(
  one: ScenarioCase,
  run: CaseRun,
  { retries, repeat }: Attempts,
): Promise<AttemptedCase> {
  let durationMs = 0;
  let attempts = 0;
  let failed: Attempt | undefined;
  let passed: Attempt | undefined;
  const next = async (): Promise<Attempt> => {
    const attempt = await runCase(one, run);
    attempts += 1;
    durationMs += attempt.durationMs;
    return attempt;
  };
  const tell = (
    attempt: Attempt,
    status: CaseReport["status"],
    failures: readonly CaseFailure[],
  ) => ({
    report: {
      ...headOf(one),
      status,
      skippedBecause: null,
      durationMs,
      attempts,
      failures,
      transcript: attempt.transcript,
    },
    snapshot: attempt.snapshot,
  });
  for (;;) {
    const attempt = await next();
    if (attempt.wasInterrupted) return tell(attempt, "interrupted", []);
    if (attempt.failures.length > 0) {
      failed = attempt;
      if (attempts > retries || repeat > 1) return tell(attempt, "failed", attempt.failures);
      continue;
    }
    if (failed !== undefined) return tell(attempt, "flaky", failed.failures);
    const wavering =
      passed === undefined
        ? []
        : compare(one, passed, attempt, { number: attempts, root: run.root });
    if (wavering.length > 0) return tell(attempt, "failed", wavering);
    passed ??= attempt;
    if (attempts >= repeat) return tell(attempt, "passed", []);
  }
}

/** A case that was not run. */
export function skippedCase(one: ScenarioCase, because: string): CaseReport {
  return {
    ...headOf(one),
    status: "skipped",
    skippedBecause: because,
    durationMs: 0,
    attempts: 0,
    failures: [],
    transcript: null,
  };
}

export function headOf(
  one: ScenarioCase,
): Pick<CaseReport, "id" | "name" | "cell" | "file" | "line"> {
  const { id, name, cell, file, line } = one;
  return { id, name, cell, file, line };
}

function compare(
  one: ScenarioCase,
  first: Attempt,
  later: Attempt,
  { number, root }: { readonly number: number; readonly root: string },
): CaseFailure[] {
  const [before, after] = [first, later].map(({ transcript, redact }) =>
    transcript === null ? "" : renderSnapshot(transcript, EVERYTHING, redact),
  );
  if (before === after || before === undefined || after === undefined) return [];
  const mismatch = {
    at: "repeat",
    message: `run ${number} differs from the first one`,
    hint: "Give the script what it makes of itself (a clock, random numbers, the order of a set), or keep it out of what is compared.",
    diff: diffTexts(before, after, "run 1", `run ${number}`),
  };
  return [failureOf(mismatch, one, root)];
}
