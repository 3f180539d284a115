/** The story of `ar-sim test`: find the files, read them all, plan, run the cases side by side, and report. */
import type { Fault } from "../../vendor/faults/fault.ts";
import type { FenceRequest } from "../../run/send-alert-request.ts";
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { relative, sep } from "node:path";
import { toProblem } from "../../errors.ts";
import { addConfigs } from "../file/add-configs.ts";
import { discover } from "../file/discover.ts";
import { type LoadedScenarios, loadScenarios } from "../file/load-scenarios.ts";
import { changedFiles } from "../plan/changed-files.ts";
import { readLastRun } from "../plan/last-run.ts";
import { type CasePlan, planCases } from "../plan/plan-cases.ts";
import type { TestProgress } from "../report/progress.ts";
import type {
  CaseReport,
  FileReport,
  Shard,
  SnapshotSummary,
  TestReport,
} from "../report/report.ts";
import { totalOf } from "../report/total.ts";
import { unusedSnapshots } from "../snapshot/unused-snapshots.ts";
import type { AttemptedSnapshot } from "./run-case.ts";
import { ProcessTally } from "./processes/process-tally.ts";
import type { CasesOptions } from "./run-cases.ts";
import { runWithFaults } from "./run-with-faults.ts";

export interface RunScenariosOptions {
  /** Absolute folder that all paths are told relative to. */
  readonly root: string;
  /** Scenario files and folders; `root` when empty. */
  readonly paths?: readonly string[] | undefined;
  /** Case names to run. */
  readonly pattern?: string | undefined;
  readonly onlyLastFailed?: boolean | undefined;
  /** A commit or branch. Empty: what is not committed. */
  readonly changedSince?: string | undefined;
  /** Runs only the cases that depend on these files. Absolute paths. */
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
  /** Links may lead out of the add-on and its git checkout. */
  readonly followLinks?: boolean | undefined;
  /** For all cases, whatever their files say. */
  readonly timeLimitMs?: number | undefined;
  /** The fence around the script of each case. */
  readonly fence?: FenceRequest | undefined;
  /** Users or roles that each case runs as, one cell for each. */
  readonly roles?: readonly string[] | undefined;
  /** Runs each case that calls a vendor also under each of these faults. */
  readonly faults?: readonly Fault[] | undefined;
  /** The Splunk of each case that names none. Default: `splunkVersion` in ar-sim.config. */
  readonly splunkVersion?: string | undefined;
  /** Records the exceptions of the add-on's code below Python 3.12 too, for the causes. The scripts run slower. */
  readonly traceExceptions?: boolean | undefined;
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
  const scenarios = discover(root, options.paths ?? []);
  const loaded = await addConfigs(root, loadScenarios(root, scenarios, options));
  const plan = await planOf(loaded, options);
  progress?.planned?.({ cases: plan.cases.length, files: loaded.files });
  await using processes = await processesOf(options);
  const how: CasesOptions = {
    run: {
      processes: processes?.tally,
      root,
      isOnlyChecked: options.isOnlyChecked === true,
      signal,
      addons: new Map(),
      fence: options.fence,
      splunkVersion: options.splunkVersion,
      traceExceptions: options.traceExceptions,
    },
    workers: options.workers ?? availableParallelism(),
    bail: options.bail ?? Number.POSITIVE_INFINITY,
    broken: loaded.files.filter((file) => file.errors.length > 0).length,
    retries: options.retries ?? 0,
    repeat: options.repeat ?? 1,
    timeLimitMs: options.timeLimitMs,
    progress,
  };
  const ran = await runWithFaults(plan.cases, how, options.faults ?? []);
  const files = loaded.files.map((file) => withDuration(file, ran.cases));
  return {
    schema: "ar-sim/test-report/1",
    startedAt,
    durationMs: Math.round(performance.now() - begun),
    root,
    files,
    cases: ran.cases,
    snapshots: summaryOf(ran.snapshots, loaded, root),
    totals: totalOf(ran.cases, files),
    shard: shardOf(options.shard, plan),
    stopped: ran.stopped,
    error: ran.error === undefined ? undefined : toProblem(ran.error),
    processes: processes?.tally.summary(),
  };
}

/** What forks the scripts ends with the run. Loaded only where that is wished. */
async function processesOf(
  options: RunScenariosOptions,
): Promise<(AsyncDisposable & { readonly tally: ProcessTally }) | undefined> {
  if (options.fence?.processes !== "fork") return undefined;
  const { usePlaces } = await import("../../sandbox/fork/lease-place.ts");
  return { ...usePlaces(), tally: new ProcessTally() };
}

async function planOf(loaded: LoadedScenarios, options: RunScenariosOptions): Promise<CasePlan> {
  const { root, changedSince, touched, pattern, onlyLastFailed, shard } = options;
  const changed = changedSince === undefined ? touched : await changedFiles(root, changedSince);
  const isLastRunAsked = onlyLastFailed === true || shard !== undefined;
  const lastRun = isLastRunAsked ? readLastRun(root) : undefined;
  return planCases(loaded.cases, { root, pattern, onlyLastFailed, lastRun, changed, shard });
}

function shardOf(shard: Shard | undefined, { casesInAll }: CasePlan): TestReport["shard"] {
  return shard === undefined ? null : { ...shard, casesInAll };
}

function summaryOf(
  snapshots: readonly AttemptedSnapshot[],
  loaded: LoadedScenarios,
  root: string,
): SnapshotSummary {
  const shown = (path: string): string => relative(root, path).split(sep).join("/");
  const pathsOf = (outcome: AttemptedSnapshot["outcome"]): string[] =>
    snapshots
      .filter((snapshot) => snapshot.outcome === outcome)
      .map(({ path }) => shown(path))
      .sort();
  return {
    matched: pathsOf("matched").length,
    pending: pathsOf("pending"),
    mismatched: pathsOf("mismatched"),
    unused: unusedSnapshots(loaded, root).map(shown),
  };
}

function withDuration(file: FileReport, cases: readonly CaseReport[]): FileReport {
  const durations = cases
    .filter((result) => result.file === file.file)
    .map((result) => result.durationMs);
  return { ...file, durationMs: durations.reduce((sum, duration) => sum + duration, 0) };
}
