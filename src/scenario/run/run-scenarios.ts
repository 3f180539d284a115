/** The story of `ar-sim test`: find the files, read them all, plan, run the cases side by side, and tell. */
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { relative, sep } from "node:path";
import { HarnessError, toProblem } from "../../errors.ts";
import { type AttemptedCase, attemptCase, headOf, skippedCase } from "./attempt-case.ts";
import { addConfigs } from "../file/add-configs.ts";
import { changedFiles } from "../plan/changed-files.ts";
import { discover } from "../file/discover.ts";
import { readLastRun } from "../plan/last-run.ts";
import { loadScenarios } from "../file/load-scenarios.ts";
import { planCases } from "../plan/plan-cases.ts";
import type { TestProgress } from "../report/progress.ts";
import type { CaseReport, FileReport, Shard, TestReport } from "../report/report.ts";
import type { CaseRun } from "./run-case.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import type { SnapshotOutcome } from "../snapshot/check-snapshot.ts";
import { totalOf } from "../report/total.ts";
import { unusedSnapshots } from "../snapshot/unused-snapshots.ts";

export interface RunScenariosOptions {
  /** Absolute folder that all paths are told relative to. */
  readonly root: string;
  /** Scenario files and folders; `root` when empty. */
  readonly paths?: readonly string[] | undefined;
  /** Case names to run. */
  readonly pattern?: string | undefined;
  readonly onlyLastFailed?: boolean | undefined;
  /** Commit or branch; empty for what is not committed. */
  readonly changedSince?: string | undefined;
  /** Only what these files bear on. Absolute. */
  readonly touched?: ReadonlySet<string> | undefined;
  /** One part of the whole. */
  readonly shard?: Shard | undefined;
  /** Stop after so many failures. */
  readonly bail?: number | undefined;
  readonly retries?: number | undefined;
  readonly repeat?: number | undefined;
  /** How many cases run at a time; as many as there are cores when not given. */
  readonly workers?: number | undefined;
  /** New snapshots fail, and none is written. */
  readonly isOnlyChecked?: boolean | undefined;
  readonly maxCells?: number | undefined;
  /** For all cases, whatever their files say. */
  readonly timeLimitMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: TestProgress | undefined;
}

/**
 * Runs scenario files and gives the report; throws only when there is no way to begin.
 *
 * @example
 * const report = await runScenarios({ root: process.cwd() })
 * report.totals.failed // 0
 */
export async function runScenarios(options: RunScenariosOptions): Promise<TestReport> {
  const startedAt = new Date().toISOString();
  const begun = performance.now();
  const { root, progress, signal = new AbortController().signal } = options;
  // Each case that runs listens to it.
  setMaxListeners(0, signal);
  const loaded = await addConfigs(
    root,
    loadScenarios(root, discover(root, options.paths ?? []), options),
  );
  const changed =
    options.changedSince === undefined
      ? options.touched
      : await changedFiles(root, options.changedSince);
  const plan = planCases(loaded.cases, {
    root,
    ...(options.pattern === undefined ? {} : { pattern: options.pattern }),
    ...(options.onlyLastFailed === true ? { onlyLastFailed: true } : {}),
    ...(options.onlyLastFailed === true || options.shard !== undefined
      ? { lastRun: readLastRun(root) }
      : {}),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    ...(changed === undefined ? {} : { changed }),
  });
  progress?.planned?.({ cases: plan.cases.length, files: loaded.files });
  const bail = options.bail ?? Number.POSITIVE_INFINITY;
  const broken = loaded.files.filter((file) => file.errors.length > 0).length;
  const done = new Map<string, CaseReport>();
  const outcomes: [string, SnapshotOutcome][] = [];
  const run: CaseRun = {
    root,
    isOnlyChecked: options.isOnlyChecked === true,
    signal,
    addons: new Map(),
  };
  let failures = broken;
  let fatal: HarnessError | undefined;
  const runOne = async (one: ScenarioCase): Promise<void> => {
    const because = signal.aborted
      ? "the run was interrupted"
      : failures >= bail
        ? "--bail"
        : fatal === undefined
          ? one.skippedBecause
          : "ar-sim could not go on";
    if (because === null) progress?.started?.(headOf(one));
    const limited =
      options.timeLimitMs === undefined ? one : { ...one, timeLimitMs: options.timeLimitMs };
    const { retries = 0, repeat = 1 } = options;
    const attempt = async (): Promise<AttemptedCase> => {
      try {
        return await attemptCase(limited, run, { retries, repeat });
      } catch (error) {
        if (!(error instanceof HarnessError)) throw error;
        // Told once, not by each case.
        fatal ??= error;
        return { report: skippedCase(one, "ar-sim could not go on"), snapshot: null };
      }
    };
    const { report, snapshot } =
      because === null ? await attempt() : { report: skippedCase(one, because), snapshot: null };
    if (report.status === "failed") failures += 1;
    if (snapshot !== null) outcomes.push([snapshot.path, snapshot.outcome]);
    done.set(one.id, report);
    progress?.ended?.(report);
  };
  await sideBySide(plan.cases, options.workers ?? availableParallelism(), runOne);

  const stoppedBy = (): TestReport["stopped"] => {
    if (signal.aborted) return "interrupt";
    if (fatal !== undefined) return "error";
    return failures >= bail && failures > 0 ? "bail" : null;
  };
  const cases = plan.cases.flatMap((one) => done.get(one.id) ?? []);
  const files = loaded.files.map((file) => withDuration(file, cases));
  const shown = (path: string): string => relative(root, path).split(sep).join("/");
  const of = (outcome: SnapshotOutcome): string[] =>
    outcomes
      .filter((one) => one[1] === outcome)
      .map(([path]) => shown(path))
      .sort();
  return {
    schema: "ar-sim/test-report/1",
    startedAt,
    durationMs: Math.round(performance.now() - begun),
    root,
    files,
    cases,
    snapshots: {
      matched: of("matched").length,
      pending: of("pending"),
      mismatched: of("mismatched"),
      unused: unusedSnapshots(loaded, root).map(shown),
    },
    totals: totalOf(cases, files),
    shard: options.shard === undefined ? null : { ...options.shard, casesInAll: plan.casesInAll },
    stopped: stoppedBy(),
    ...(fatal === undefined ? {} : { error: toProblem(fatal) }),
  };
}

/** As many at a time as there are workers, each taking the next one. */
async function sideBySide<T>(
  items: readonly T[],
  workers: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const work = async (): Promise<void> => {
    for (const item of left) await act(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, work));
}

function withDuration(file: FileReport, cases: readonly CaseReport[]): FileReport {
  const own = cases.filter((one) => one.file === file.file);
  return { ...file, durationMs: own.reduce((sum, one) => sum + one.durationMs, 0) };
}
