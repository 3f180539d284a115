/** One attempt at one case: its own SPLUNK_HOME and process, its time limit, its expectations. */
import type { Addon } from "../../addon/addon.ts";
import { type ErrorCode, HarnessError } from "../../errors.ts";
import type { Transcript } from "../../transcript.ts";
import { judgeSave } from "../expect/judge-save.ts";
import type { Expect } from "../expect/expect.ts";
import { judgeExpectations } from "../expect/judge-expectations.ts";
import type { Mismatch } from "../expect/mismatch.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import { buildRequest } from "../given/build-request.ts";
import type { CaseFailure } from "../report/report.ts";
import type { CheckedSnapshot, SnapshotOutcome } from "../snapshot/check-snapshot.ts";
import { createRedact, type Redact } from "../snapshot/redact.ts";
import { snapshotPathOf } from "../snapshot/snapshot-files.ts";
import { failureOf, failuresOfError, tooLate } from "./case-failure.ts";
import { addonOf, startCase } from "./start-case.ts";
import { TimeLimit } from "./time-limit.ts";

export interface Attempt {
  readonly durationMs: number;
  readonly failures: readonly CaseFailure[];
  readonly transcript: Transcript | null;
  readonly wasInterrupted: boolean;
  readonly snapshot: AttemptedSnapshot | null;
  /** Takes out of a text of this run what differs from run to run. */
  readonly redact: Redact;
}

export interface AttemptedSnapshot {
  /** Where it lies once it is accepted. */
  readonly path: string;
  readonly outcome: SnapshotOutcome;
  readonly text: string;
}

export interface CaseRun {
  /** Absolute folder that the files of the cases are relative to. */
  readonly root: string;
  readonly isOnlyChecked: boolean;
  readonly signal: AbortSignal;
  /** Add-ons by place, each read once a run. */
  readonly addons: Map<string, Addon>;
}

export async function runCase(one: ScenarioCase, run: CaseRun): Promise<Attempt> {
  const begun = performance.now();
  using limit = new TimeLimit(one.timeLimitMs, run.signal);
  const outcome = await tryCase(one, run, limit);
  return { ...outcome, durationMs: Math.round(performance.now() - begun) };
}

type Outcome = Omit<Attempt, "durationMs">;

const NOTHING_RUN: Omit<Outcome, "failures"> = {
  transcript: null,
  wasInterrupted: false,
  snapshot: null,
  redact: (text) => text,
};

async function tryCase(one: ScenarioCase, run: CaseRun, limit: TimeLimit): Promise<Outcome> {
  const from = Date.now() / 1000;
  try {
    const addon = addonOf(one, run.addons);
    const request = { ...buildRequest(one, addon), signal: limit.signal };
    const unsaved =
      one.expect?.save === undefined ? [] : judgeSave(addon, one.given, one.expect.save);
    if (isOnlySave(one.expect)) {
      const failures = unsaved.map((mismatch) => failureOf(mismatch, one, run.root));
      return { ...NOTHING_RUN, failures };
    }
    const transcript = await startCase(addon, request, one);
    const redact = createRedact(transcript, { from, to: Date.now() / 1000 });
    return await judgeCase({ one, run, limit, transcript, redact }, unsaved);
  } catch (error) {
    if (isFatal(error) && error.code !== one.expect?.error) throw error;
    const failures = failuresOfError(error, one, run.root);
    return { ...NOTHING_RUN, failures, wasInterrupted: limit.wasInterrupted };
  }
}

/** No other case would fare better: no room, no interpreter at all. */
const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "SANDBOX_FAILED",
  "SANDBOX_NO_PYTHON",
  "SCENARIO_BAD_SNAPSHOT",
]);

function isFatal(error: unknown): error is HarnessError {
  return error instanceof HarnessError && FATAL.has(error.code);
}

/** What Splunk says when a search is saved, it says before any script runs. */
function isOnlySave(expect: Expect | undefined): boolean {
  return expect?.save !== undefined && Object.keys(expect).length === 1;
}

interface StartedCase {
  readonly one: ScenarioCase;
  readonly run: CaseRun;
  readonly limit: TimeLimit;
  readonly transcript: Transcript;
  readonly redact: Redact;
}

/** `unsaved` is what Splunk would have said when the search was saved. What is cut short is not held to anything else. */
async function judgeCase(started: StartedCase, unsaved: readonly Mismatch[]): Promise<Outcome> {
  const { one, run, limit, transcript, redact } = started;
  const { isLate, wasInterrupted } = limit;
  const isWhole = !isLate && !wasInterrupted;
  const checked = isWhole ? await snapshotOf(started) : null;
  const mismatches = [
    ...(isLate ? [tooLate(one)] : []),
    ...unsaved,
    ...(isWhole ? judgeRun(one, transcript) : []),
    ...(checked?.mismatches ?? []),
  ];
  return {
    failures: mismatches.map((mismatch) => failureOf(mismatch, one, run.root)),
    transcript,
    wasInterrupted,
    snapshot: checked?.snapshot ?? null,
    redact,
  };
}

function judgeRun(one: ScenarioCase, transcript: Transcript): Mismatch[] {
  const expected = one.expect?.error;
  if (expected === undefined) return judgeExpectations(transcript, one.expect);
  return [{ at: "error", message: "the run was possible", expected, actual: "no error" }];
}

interface SnapshotCheck extends Pick<CheckedSnapshot, "mismatches"> {
  readonly snapshot: AttemptedSnapshot;
}

async function snapshotOf(started: StartedCase): Promise<SnapshotCheck | null> {
  const { one, run, transcript, redact } = started;
  const parts = one.expect?.snapshot ?? false;
  if (parts === false) return null;
  const { checkSnapshot } = await import("../snapshot/check-snapshot.ts");
  const path = snapshotPathOf(one, run.root);
  const { isOnlyChecked } = run;
  const { mismatches, ...checked } = checkSnapshot(transcript, parts, {
    path,
    redact,
    isOnlyChecked,
  });
  return { mismatches, snapshot: { path, ...checked } };
}
