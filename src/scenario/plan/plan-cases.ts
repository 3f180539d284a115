/** Which cases run, and in what order. Reads no file, so that shards and watching can plan as well. */
import { join } from "node:path";
import { snapshotPathOf } from "../snapshot/snapshot-files.ts";
import type { LastRun } from "./last-run.ts";
import type { Shard } from "../report/report.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import { shardCases } from "./shard-cases.ts";

export interface PlanOptions {
  /** A regular expression, or a text, in the case's full name. */
  readonly pattern?: string | undefined;
  readonly onlyLastFailed?: boolean | undefined;
  readonly lastRun?: LastRun | undefined;
  /** Files that changed. Only the cases run that depend on one of them. Absolute. */
  readonly changed?: ReadonlySet<string> | undefined;
  readonly shard?: Shard | undefined;
  /** Absolute folder that the files of the cases are relative to. */
  readonly root: string;
}

export interface CasePlan {
  /** In the order of the files. */
  readonly cases: readonly ScenarioCase[];
  /** How many cases all shards have together. */
  readonly casesInAll: number;
}

export function planCases(cases: readonly ScenarioCase[], options: PlanOptions): CasePlan {
  const { pattern, onlyLastFailed, lastRun, changed, shard, root } = options;
  const fits = pattern === undefined ? () => true : nameMatcher(pattern);
  const wanted = cases.filter(
    (testCase) =>
      fits(testCase) &&
      (onlyLastFailed !== true || hasFailed(testCase, lastRun)) &&
      (changed === undefined || isTouched(testCase, changed, root)),
  );
  const planned = shard === undefined ? wanted : shardCases(wanted, shard, lastRun);
  return { cases: planned, casesInAll: wanted.length };
}

function fullName(testCase: Pick<ScenarioCase, "file" | "name" | "cell">): string {
  return `${testCase.file} › ${testCase.name}${testCase.cell === null ? "" : ` [${testCase.cell}]`}`;
}

function nameMatcher(pattern: string): (testCase: ScenarioCase) => boolean {
  const regex = tryRegex(pattern);
  return (testCase) => {
    const { file, trueTitle } = testCase;
    const names = [
      fullName(testCase),
      ...(trueTitle === undefined ? [] : [`${file} › ${trueTitle}`]),
    ];
    return names.some(
      (name) => name.toLowerCase().includes(pattern.toLowerCase()) || regex?.test(name) === true,
    );
  };
}

function tryRegex(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "i");
  } catch {
    return undefined;
  }
}

function hasFailed(testCase: ScenarioCase, lastRun: LastRun | undefined): boolean {
  const status = lastRun?.cases[testCase.id]?.status;
  return status === "failed" || status === "flaky" || status === "interrupted";
}

function isTouched(testCase: ScenarioCase, changed: ReadonlySet<string>, root: string): boolean {
  const folders = [testCase.addon.root, ...testCase.addon.also];
  const { rows } = testCase.given;
  const files = [
    join(root, testCase.file),
    snapshotPathOf(testCase, root),
    ...(rows !== undefined && "file" in rows ? [rows.file] : []),
  ];
  return [...changed].some(
    (path) =>
      files.includes(path) || folders.some((folder) => isBelow(path, folder) && !isScenario(path)),
  );
}

/** A file in the add-on that no script can read: a scenario, its snapshots, or our own notes. */
function isScenario(path: string): boolean {
  return (
    /(?:\.ar|ar-sim\.test)\.(?:ya?ml|json)$/.test(path) ||
    /\/(?:__ar_snapshots__|\.ar-sim)\//.test(path)
  );
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
