/** The result of a run of scenarios, as reporters get it: plain data that fits into JSON. Types only. */
import type { Problem, Where } from "../../errors.ts";
import type { Transcript } from "../../transcript.ts";

export interface TestReport {
  /** Version of this document's shape. */
  readonly schema: "ar-sim/test-report/1";
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Folder that all `file` paths are relative to; absolute. */
  readonly root: string;
  /** Each scenario file, with its problems. */
  readonly files: readonly FileReport[];
  /** In order of file, then of line, then of cell. */
  readonly cases: readonly CaseReport[];
  readonly snapshots: SnapshotSummary;
  readonly totals: Totals;
  /** Part of the whole that ran here; null for all of it. */
  readonly shard: ShardReport | null;
  /** Stopped from outside (Ctrl-C), by --bail, or because ar-sim could not go on. */
  readonly stopped: "interrupt" | "bail" | "error" | null;
  /** Where forks were wished: how the scripts got their processes. */
  readonly processes?: ProcessSummary | undefined;
  /** Why ar-sim could not continue, such as a full disk. It is reported once, not for each case. */
  readonly error?: Problem | undefined;
}

export interface ProcessSummary {
  /** Scripts that were forked from a Python that waited for them. */
  readonly forked: number;
  readonly started: number;
  /** Why scripts had to be started. */
  readonly whyStarted: readonly string[];
  /** Ids of cases that failed when they were forked, and ended differently when they were started. */
  readonly differing: readonly string[];
}

export interface Shard {
  /** 1-based. */
  readonly index: number;
  readonly count: number;
}

export interface ShardReport extends Shard {
  /** How many cases all shards have together. */
  readonly casesInAll: number;
}

export interface FileReport {
  /** Relative to `root`, with forward slashes. */
  readonly file: string;
  readonly durationMs: number;
  /** Why the file was not run; its cases are then not among `cases`. */
  readonly errors: readonly Problem[];
  /** Problems that did not stop it. */
  readonly warnings: readonly Problem[];
}

export type CaseStatus = "passed" | "failed" | "flaky" | "skipped" | "interrupted";

export interface CaseReport {
  /** Stable over runs: file, name and cell. */
  readonly id: string;
  readonly name: string;
  /** `mode=saved, python=3.9`: the cell of the matrix; null for a case without one. */
  readonly cell: string | null;
  /** Of a case that `--faults` ran under a fault. */
  readonly fault?: string | undefined;
  readonly file: string;
  /** 1-based line of the case in its file. */
  readonly line: number;
  readonly status: CaseStatus;
  /** Why it was skipped; null otherwise. */
  readonly skippedBecause: string | null;
  readonly durationMs: number;
  /** 1 without retries and repeats. */
  readonly attempts: number;
  /** Of the last failed attempt, so that a flaky case shows what failed. */
  readonly failures: readonly CaseFailure[];
  /** Of the attempt that decided; null when nothing was run. */
  readonly transcript: Transcript | null;
}

export interface CaseFailure {
  /** The expectation: `exit`, `events.any[0].fields.status`, `verdict`, `snapshot`, `time-limit`, `error` … */
  readonly expectation: string;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  /** The expectation in the scenario file, or the line of conf or script that is to blame. */
  readonly where: Where;
  /** The chain of reasons, one step a line. */
  readonly because: readonly string[];
  readonly hint?: string | undefined;
  /** Unified diff, for snapshots and long texts. */
  readonly diff?: string | undefined;
}

export interface SnapshotSummary {
  readonly matched: number;
  /** New or changed ones that wait for `ar-sim snapshots review`, relative to `root`. */
  readonly pending: readonly string[];
  readonly mismatched: readonly string[];
  /** On disk, but no case uses them. */
  readonly unused: readonly string[];
}

export interface Totals {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly flaky: number;
  readonly skipped: number;
  readonly interrupted: number;
  /** Files that could not be read as scenarios. */
  readonly brokenFiles: number;
}
