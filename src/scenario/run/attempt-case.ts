/** Runs a case with its retries and repeats, for the report, and keeps a changed snapshot for review. */
import { truthOf } from "../../run/truth.ts";
import { secretsWithin } from "../../text/masking/find-secrets.ts";
import { createMask } from "../../text/masking/mask.ts";
import { diffTexts } from "../expect/diff-texts.ts";
import { renderSnapshot, SNAPSHOT_PARTS } from "../snapshot/render-snapshot.ts";
import { snapshotPathOf, writeWaiting } from "../snapshot/snapshot-files.ts";
import type { CaseFailure, CaseReport } from "../report/report.ts";
import { failureOf } from "./case-failure.ts";
import { forkOrStart } from "./processes/fork-or-start.ts";
import type { Attempt, CaseRun } from "./run-case.ts";
import type { ScenarioCase } from "../file/scenario.ts";

export interface Attempts {
  /** How often a failed case is tried again. */
  readonly retries: number;
  /** How often each case is run, to find cases that do not always end alike. */
  readonly repeat: number;
}

export interface AttemptedCase {
  readonly report: CaseReport;
  readonly snapshot: Attempt["snapshot"];
}

/** The attempt that decided, and what it came to. */
interface Decision {
  readonly attempt: Attempt;
  readonly status: CaseReport["status"];
  readonly failures: readonly CaseFailure[];
  readonly attempts: number;
  readonly durationMs: number;
}

export async function attemptCase(
  testCase: ScenarioCase,
  run: CaseRun,
  attempts: Attempts,
): Promise<AttemptedCase> {
  const decision = await decide(testCase, run, attempts);
  const { attempt, status, durationMs } = decision;
  const isOffered = status !== "failed" || !decision.failures.some(isOther);
  settleWaiting(testCase, run, decision, isOffered);
  return {
    report: {
      ...headOf(testCase),
      status,
      skippedBecause: null,
      durationMs,
      attempts: decision.attempts,
      failures: toldOf(
        testCase,
        isOffered ? decision.failures : decision.failures.map(withoutOffer),
      ),
      transcript: attempt.transcript,
    },
    snapshot: isOffered || attempt.snapshot?.outcome !== "pending" ? attempt.snapshot : null,
  };
}

/** Also where nothing ran that could know the secrets. */
function toldOf(
  { secrets, fixtures }: ScenarioCase,
  failures: readonly CaseFailure[],
): readonly CaseFailure[] {
  if (failures.length === 0) return failures;
  return createMask([...secrets, ...secretsWithin(fixtures)]).deep(failures);
}

async function decide(testCase: ScenarioCase, run: CaseRun, attempts: Attempts): Promise<Decision> {
  let durationMs = 0;
  let failed: Attempt | undefined;
  let passed: Attempt | undefined;
  for (let number = 1; ; number += 1) {
    const attempt = await forkOrStart(testCase, run, number === 1 && attempts.repeat === 1);
    durationMs += attempt.durationMs;
    const changes =
      passed === undefined ? [] : compare(testCase, passed, attempt, { number, root: run.root });
    const outcome = outcomeOf(attempt, { number, failed, changes }, attempts);
    if (outcome !== undefined) return { ...outcome, attempt, attempts: number, durationMs };
    if (attempt.failures.length > 0) failed = attempt;
    else passed ??= attempt;
  }
}

interface Earlier {
  /** Of the attempt itself, from 1. */
  readonly number: number;
  /** The last attempt that failed. */
  readonly failed: Attempt | undefined;
  /** What is not as in the first attempt that passed. */
  readonly changes: readonly CaseFailure[];
}

/** What the attempt decides; undefined where another one has to follow. */
function outcomeOf(
  { wasInterrupted, failures }: Attempt,
  { number, failed, changes }: Earlier,
  { retries, repeat }: Attempts,
): Pick<Decision, "status" | "failures"> | undefined {
  if (wasInterrupted) return { status: "interrupted", failures: [] };
  if (failures.length > 0) {
    const isLast = number > retries || repeat > 1;
    return isLast ? { status: "failed", failures } : undefined;
  }
  if (failed !== undefined) return { status: "flaky", failures: failed.failures };
  if (changes.length > 0) return { status: "failed", failures: changes };
  return number >= repeat ? { status: "passed", failures: [] } : undefined;
}

function isOther(failure: CaseFailure): boolean {
  return failure.expectation !== "snapshot";
}

/** A snapshot waits for review only where it is all that keeps the case from passing. */
function settleWaiting(
  testCase: ScenarioCase,
  run: CaseRun,
  { attempt: { snapshot }, status }: Decision,
  isOffered: boolean,
): void {
  const isAsked = (testCase.expect?.snapshot ?? false) !== false;
  if (run.isOnlyChecked || !isAsked || status === "interrupted") return;
  const isWaiting = isOffered && snapshot !== null && snapshot.outcome !== "matched";
  writeWaiting(snapshotPathOf(testCase, run.root), isWaiting ? snapshot.text : undefined);
}

function withoutOffer(failure: CaseFailure): CaseFailure {
  if (isOther(failure)) return failure;
  const hint = "Fix the other failures first. Until then the new snapshot is not offered.";
  return { ...failure, hint };
}

/** A case that was not run. */
export function skippedCase(testCase: ScenarioCase, because: string): CaseReport {
  return {
    ...headOf(testCase),
    status: "skipped",
    skippedBecause: because,
    durationMs: 0,
    attempts: 0,
    failures: [],
    transcript: null,
  };
}

export function headOf(
  testCase: ScenarioCase,
): Pick<CaseReport, "id" | "name" | "cell" | "file" | "line" | "fault"> {
  const { id, name, cell, file, line, fault } = testCase;
  return { id, name, cell, file, line, fault: fault === undefined ? undefined : String(fault) };
}

function compare(
  testCase: ScenarioCase,
  first: Attempt,
  later: Attempt,
  { number, root }: { readonly number: number; readonly root: string },
): CaseFailure[] {
  const [before, after] = [first, later].map(({ transcript, redact }) =>
    transcript === null
      ? ""
      : renderSnapshot(truthOf(transcript).transcript, SNAPSHOT_PARTS, redact),
  );
  if (before === after || before === undefined || after === undefined) return [];
  const mismatch = {
    at: "repeat",
    message: `run ${number} differs from the first one`,
    hint: "Fix what the script makes up itself, such as times, random numbers or the order of a set, or leave it out of the comparison.",
    diff: diffTexts(before, after, "run 1", `run ${number}`),
  };
  const masks = [first, later].flatMap(({ transcript }) =>
    transcript === null ? [] : [truthOf(transcript).mask],
  );
  return masks.reduce((masked, mask) => mask.deep(masked), [failureOf(mismatch, testCase, root)]);
}
