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
  /** Files that changed; only cases of those scenario files, or of add-ons that hold one, are run. Absolute. */
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
    (one) =>
      fits(one) &&
      (onlyLastFailed !== true || hasFailed(one, lastRun)) &&
      (changed === undefined || isTouched(one, changed, root)),
  );
  const planned = shard === undefined ? wanted : shardCases(wanted, shard, lastRun);
  return { cases: planned, casesInAll: wanted.length };
}

function fullName(one: Pick<ScenarioCase, "file" | "name" | "cell">): string {
  return `${one.file} › ${one.name}${one.cell === null ? "" : ` [${one.cell}]`}`;
}

function nameMatcher(pattern: string): (one: ScenarioCase) => boolean {
  const regex = tryRegex(pattern);
  return (one) => {
    const name = fullName(one);
    return name.toLowerCase().includes(pattern.toLowerCase()) || regex?.test(name) === true;
  };
}

function tryRegex(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "i");
  } catch {
    return undefined;
  }
}

function hasFailed(one: ScenarioCase, lastRun: LastRun | undefined): boolean {
  const status = lastRun?.cases[one.id]?.status;
  return status === "failed" || status === "flaky" || status === "interrupted";
}

function isTouched(one: ScenarioCase, changed: ReadonlySet<string>, root: string): boolean {
  const folders = [one.addon.root, ...one.addon.also];
  const { rows } = one.given;
  const own = [
    join(root, one.file),
    snapshotPathOf(one, root),
    ...(rows !== undefined && "file" in rows ? [rows.file] : []),
  ];
  return [...changed].some(
    (path) =>
      own.includes(path) || folders.some((folder) => isBelow(path, folder) && !isScenario(path)),
  );
}

/** What lies in the add-on and is no part of what a scenario runs: scenarios, their snapshots, our own notes. */
function isScenario(path: string): boolean {
  return (
    /(?:\.ar|ar-sim\.test)\.(?:ya?ml|json)$/.test(path) ||
    /\/(?:__ar_snapshots__|\.ar-sim)\//.test(path)
  );
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
