/** One attempt at one case: its own SPLUNK_HOME and process, its time limit, its expectations. */
import type { FenceRequest } from "../../run/send-alert-request.ts";
import type { Addon } from "../../addon/addon.ts";
import { type ErrorCode, HarnessError } from "../../errors.ts";
import { hideAlso, truthOf } from "../../run/truth.ts";
import type { Transcript } from "../../transcript.ts";
import { judgeSave } from "../expect/judge-save.ts";
import type { Expect } from "../expect/expect.ts";
import { judgeExpectations } from "../expect/judge-expectations.ts";
import type { Mismatch } from "../expect/mismatch.ts";
import { judgeFault } from "../faults/judge-fault.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import { buildRequest } from "../given/build-request.ts";
import type { CaseFailure } from "../report/report.ts";
import type { CheckedSnapshot, SnapshotOutcome } from "../snapshot/check-snapshot.ts";
import { createRedact, type Redact } from "../snapshot/redact.ts";
import { cassettePathOf, snapshotPathOf } from "../snapshot/snapshot-files.ts";
import type { ProcessTally } from "./processes/process-tally.ts";
import { failureOf, failuresOfError, tooLate, withCause } from "./case-failure.ts";
import { addonOf, startCase } from "./start-case.ts";
import { TimeLimit } from "./time-limit.ts";

export interface Attempt {
  readonly durationMs: number;
  readonly failures: readonly CaseFailure[];
  /** As it may be shown. */
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
  readonly fence?: FenceRequest | undefined;
  /** Counts processes, where they are forked if possible. */
  readonly processes?: ProcessTally | undefined;
  /** Of cases that name none. */
  readonly splunkVersion?: string | undefined;
  /** Also below Python 3.12, where that makes the script slower. */
  readonly traceExceptions?: boolean | undefined;
}

export async function runCase(testCase: ScenarioCase, run: CaseRun): Promise<Attempt> {
  const begun = performance.now();
  using limit = new TimeLimit(testCase.timeLimitMs, run.signal);
  const outcome = await tryCase(testCase, run, limit);
  return { ...outcome, durationMs: Math.round(performance.now() - begun) };
}

type Outcome = Omit<Attempt, "durationMs">;

const NOTHING_RUN: Omit<Outcome, "failures"> = {
  transcript: null,
  wasInterrupted: false,
  snapshot: null,
  redact: (text) => text,
};

async function tryCase(testCase: ScenarioCase, run: CaseRun, limit: TimeLimit): Promise<Outcome> {
  const from = Date.now() / 1000;
  try {
    const addon = addonOf(testCase, run.addons);
    const built = buildRequest(testCase, addon);
    const request = {
      ...built,
      ...run.fence,
      network: run.fence?.network ?? built.network,
      splunkVersion: testCase.given.splunkVersion ?? run.splunkVersion ?? built.splunkVersion,
      traceExceptions: run.traceExceptions,
      signal: limit.signal,
      cassette: cassettePathOf(testCase, run.root),
    };
    const unsaved =
      testCase.expect?.save === undefined
        ? []
        : judgeSave(addon, testCase.given, testCase.expect.save);
    if (isOnlySave(testCase.expect)) {
      const failures = unsaved.map((mismatch) => failureOf(mismatch, testCase, run.root));
      return { ...NOTHING_RUN, failures };
    }
    const shown = hideAlso(await startCase(addon, request, testCase), testCase.secrets);
    const redact = createRedact(shown, { from, to: Date.now() / 1000 });
    return await judgeCase({ testCase, run, limit, shown, redact }, unsaved);
  } catch (error) {
    if (isFatal(error) && error.code !== testCase.expect?.error) throw error;
    const failures = failuresOfError(error, testCase, run.root);
    return { ...NOTHING_RUN, failures, wasInterrupted: limit.wasInterrupted };
  }
}

/** No other case would fare better: no room, no interpreter at all. */
const FATAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "SANDBOX_FAILED",
  "SANDBOX_NO_PYTHON",
  "SANDBOX_NO_FENCE",
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
  readonly testCase: ScenarioCase;
  readonly run: CaseRun;
  readonly limit: TimeLimit;
  /** With secrets masked. What is judged is the truth behind it. */
  readonly shown: Transcript;
  readonly redact: Redact;
}

/** `unsaved` is what Splunk would have said when the search was saved. What is cut short is not held to anything else. */
async function judgeCase(started: StartedCase, unsaved: readonly Mismatch[]): Promise<Outcome> {
  const { testCase, run, limit, shown, redact } = started;
  const { transcript, mask } = truthOf(shown);
  const { isLate, wasInterrupted } = limit;
  const isWhole = !isLate && !wasInterrupted;
  const checked = isWhole ? await snapshotOf(started) : null;
  const mismatches = [
    ...(isLate && testCase.fault === undefined ? [tooLate(testCase)] : []),
    ...unsaved,
    ...(wasInterrupted ? [] : judgeRun(started, transcript)),
    ...(checked?.mismatches ?? []),
  ];
  const failures = mismatches.map((mismatch) => failureOf(mismatch, testCase, run.root));
  return {
    failures: mask.deep(isWhole ? withCause(failures, transcript) : failures),
    transcript: shown,
    wasInterrupted,
    snapshot: checked?.snapshot ?? null,
    redact,
  };
}

function judgeRun({ testCase, limit, shown }: StartedCase, transcript: Transcript): Mismatch[] {
  const { fault, expect } = testCase;
  const { isLate } = limit;
  if (fault !== undefined)
    return judgeFault(transcript, { fault, expect, mask: truthOf(shown).mask, isLate });
  if (isLate) return [];
  const expected = expect?.error;
  if (expected === undefined) return judgeExpectations(transcript, expect);
  return [{ at: "error", message: "the run was possible", expected, actual: "no error" }];
}

interface SnapshotCheck extends Pick<CheckedSnapshot, "mismatches"> {
  readonly snapshot: AttemptedSnapshot;
}

async function snapshotOf(started: StartedCase): Promise<SnapshotCheck | null> {
  const { testCase, run, shown, redact } = started;
  const parts = testCase.expect?.snapshot ?? false;
  if (parts === false) return null;
  const { checkSnapshot } = await import("../snapshot/check-snapshot.ts");
  const path = snapshotPathOf(testCase, run.root);
  const { isOnlyChecked } = run;
  const { mismatches, ...checked } = checkSnapshot(shown, parts, {
    path,
    redact,
    isOnlyChecked,
  });
  return { mismatches, snapshot: { path, ...checked } };
}
