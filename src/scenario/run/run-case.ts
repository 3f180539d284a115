/** One attempt at one case: its own SPLUNK_HOME and process, its time limit, its expectations. */
import { loadAddon } from "../../addon/load-addon.ts";
import type { Addon } from "../../addon/addon.ts";
import { type ErrorCode, HarnessError } from "../../errors.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import { sendAlert } from "../../sendalert.ts";
import type { Transcript } from "../../transcript.ts";
import { buildRequest } from "../given/build-request.ts";
import type { CheckedSnapshot, SnapshotOutcome } from "../snapshot/check-snapshot.ts";
import { checkSave } from "../expect/check-save.ts";
import type { Expect } from "../expect/expect.ts";
import { judgeExpectations } from "../expect/judge-expectations.ts";
import { layOver } from "../given/lay-over.ts";
import type { Mismatch } from "../expect/mismatch.ts";
import { createRedact, type Redact } from "../snapshot/redact.ts";
import type { CaseFailure } from "../report/report.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import { snapshotPathOf } from "../snapshot/snapshot-files.ts";

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
  const from = Date.now() / 1000;
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  run.signal.addEventListener("abort", onAbort, { once: true });
  if (run.signal.aborted) stop.abort();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop.abort();
  }, one.timeLimitMs);
  try {
    const addon = addonOf(one, run);
    const request = { ...buildRequest(one, addon), signal: stop.signal };
    const saved =
      one.expect?.save === undefined ? [] : checkSave(addon, one.given, one.expect.save);
    if (isOnlySave(one.expect)) return onlySaved(saved, one, begun, run.root);
    const transcript = await start(addon, request, one);
    const redact = createRedact(transcript, { from, to: Date.now() / 1000 });
    const wasInterrupted = run.signal.aborted && !isLate;
    const judged = wasInterrupted ? [] : isLate ? [] : judgeRun(one, transcript);
    const snapshot =
      isLate || wasInterrupted ? null : await snapshotOf(one, transcript, redact, run);
    const mismatches = [
      ...(isLate ? [tooLate(one)] : []),
      ...saved,
      ...judged,
      ...(snapshot?.checked.mismatches ?? []),
    ];
    return {
      durationMs: Math.round(performance.now() - begun),
      failures: mismatches.map((mismatch) => failureOf(mismatch, one, run.root)),
      transcript,
      wasInterrupted,
      snapshot:
        snapshot === null
          ? null
          : { path: snapshot.path, outcome: snapshot.checked.outcome, text: snapshot.checked.text },
      redact,
    };
  } catch (error) {
    if (isFatal(error) && error.code !== one.expect?.error) throw error;
    return {
      durationMs: Math.round(performance.now() - begun),
      failures: judgeError(error, one, run.root),
      transcript: null,
      wasInterrupted: run.signal.aborted && !isLate,
      snapshot: null,
      redact: (text) => text,
    };
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener("abort", onAbort);
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

/** The script need not run for what Splunk says before. */
function isOnlySave(expect: Expect | undefined): boolean {
  return expect?.save !== undefined && Object.keys(expect).length === 1;
}

function onlySaved(
  saved: readonly Mismatch[],
  one: ScenarioCase,
  begun: number,
  root: string,
): Attempt {
  return {
    durationMs: Math.round(performance.now() - begun),
    failures: saved.map((mismatch) => failureOf(mismatch, one, root)),
    transcript: null,
    wasInterrupted: false,
    snapshot: null,
    redact: (text) => text,
  };
}

/** The action by itself, or the last one of a whole search. */
async function start(
  addon: Addon,
  request: SendAlertRequest,
  { given, where }: ScenarioCase,
): Promise<Transcript> {
  if (given.line === undefined) return sendAlert(addon, request);
  const { runSearch } = await import("../../run-search.ts");
  const { rows: events, splunkd: _, ...rest } = request;
  const run = await runSearch(addon, given.line, {
    ...rest,
    ...(events === undefined || events.kind === "spl" ? {} : { events }),
  });
  const last = run.sendalerts.at(-1);
  if (last !== undefined) return last;
  throw new HarnessError("SCENARIO_BAD_VALUE", "the search started no action of the add-on", {
    hint: "See that it reaches its sendalert, and that the action is the add-on's.",
    where: where("given.line"),
  });
}

function addonOf(one: ScenarioCase, run: CaseRun): Addon {
  const { root, also, appId } = one.addon;
  const files = layOver(one.given, root);
  const options = { also, ...(appId === undefined ? {} : { appId }) };
  if (files !== undefined) return loadAddon(root, { ...options, files });
  const key = JSON.stringify(one.addon);
  const known = run.addons.get(key) ?? loadAddon(root, options);
  run.addons.set(key, known);
  return known;
}

function judgeRun(one: ScenarioCase, transcript: Transcript): Mismatch[] {
  const expected = one.expect?.error;
  if (expected === undefined) return judgeExpectations(transcript, one.expect);
  return [{ at: "error", message: "the run was possible", expected, actual: "no error" }];
}

async function snapshotOf(
  one: ScenarioCase,
  transcript: Transcript,
  redact: Redact,
  run: CaseRun,
): Promise<{ readonly path: string; readonly checked: CheckedSnapshot } | null> {
  const parts = one.expect?.snapshot ?? false;
  if (parts === false) return null;
  const { checkSnapshot } = await import("../snapshot/check-snapshot.ts");
  const path = snapshotPathOf(one, run.root);
  const { isOnlyChecked } = run;
  return { path, checked: checkSnapshot(transcript, parts, { path, redact, isOnlyChecked }) };
}

/** A run that is impossible is what some cases expect. */
function judgeError(error: unknown, one: ScenarioCase, root: string): CaseFailure[] {
  if (!(error instanceof HarnessError)) {
    const message = `ar-sim itself failed: ${error instanceof Error ? error.message : String(error)}`;
    const hint = "Please report this, with the scenario file.";
    return [failureOf({ at: "error", message, hint }, one, root)];
  }
  const expected = one.expect?.error;
  if (expected === error.code) return [];
  const mismatch: Mismatch = {
    at: "error",
    message: `[${error.code}] ${error.message}`,
    ...(expected === undefined ? {} : { expected, actual: error.code }),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
  const failure = failureOf(mismatch, one, root);
  return [
    expected === undefined && error.where !== undefined
      ? { ...failure, where: { ...error.where, file: error.where.file.replace(`${root}/`, "") } }
      : failure,
  ];
}

function tooLate(one: ScenarioCase): Mismatch {
  return {
    at: "time-limit",
    message: `ended at its time limit of ${one.timeLimitMs} ms`,
    hint: "See its transcript so far; `timeLimit: 2m` allows more.",
  };
}

/** Paths below the root of the run are told as everything else: relative to it. */
export function failureOf(mismatch: Mismatch, one: ScenarioCase, root: string): CaseFailure {
  const { at, because = [], message, ...rest } = mismatch;
  const path = at === "time-limit" ? "timeLimit" : `expect.${at}`;
  const near = (text: string): string => text.replaceAll(`${root}/`, "");
  return {
    expectation: at,
    message: near(message),
    ...rest,
    where: one.where(path),
    because: because.map(near),
  };
}
