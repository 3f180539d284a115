/** Merges the reports of shards into the report that a single run would have given. Pure. */
import { HarnessError } from "../../errors.ts";
import type { ReportFault } from "./report-schema.ts";
import type { FileReport, ProcessSummary, TestReport } from "./report.ts";
import { totalOf } from "./total.ts";

export interface BlobFile {
  /** Named in errors. */
  readonly file: string;
  readonly report: TestReport;
}

export function mergeReports(blobs: readonly BlobFile[]): TestReport {
  checkShards(blobs);
  const reports = blobs.map(({ report }) => report);
  const [first] = reports;
  if (first === undefined) throw bad("no report was given", NAME_BLOBS);
  const files = mergeFiles(reports);
  const order = new Map(files.map(({ file }, number) => [file, number]));
  const cases = reports
    .flatMap((report) => report.cases)
    .sort(
      (a, b) =>
        (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) ||
        a.line - b.line ||
        (a.id < b.id ? -1 : 1),
    );
  const joined = (key: "pending" | "mismatched" | "unused"): string[] =>
    [...new Set(reports.flatMap(({ snapshots }) => snapshots[key]))].sort();
  const error = reports.find((report) => report.error !== undefined)?.error;
  return {
    schema: first.schema,
    startedAt: reports.map(({ startedAt }) => startedAt).sort()[0] ?? first.startedAt,
    durationMs: Math.max(...reports.map(({ durationMs }) => durationMs)),
    root: first.root,
    files,
    cases,
    snapshots: {
      matched: reports.reduce((sum, { snapshots }) => sum + snapshots.matched, 0),
      pending: joined("pending"),
      mismatched: joined("mismatched"),
      unused: joined("unused"),
    },
    totals: totalOf(cases, files),
    shard: null,
    stopped: reports.find(({ stopped }) => stopped !== null)?.stopped ?? null,
    error,
    processes: processesOf(reports),
  };
}

/** undefined where no shard was to fork. */
function processesOf(reports: readonly TestReport[]): ProcessSummary | undefined {
  const all = reports.flatMap(({ processes }) => processes ?? []);
  if (all.length === 0) return undefined;
  return {
    forked: all.reduce((sum, { forked }) => sum + forked, 0),
    started: all.reduce((sum, { started }) => sum + started, 0),
    whyStarted: [...new Set(all.flatMap(({ whyStarted }) => whyStarted))].sort(),
    differing: all.flatMap(({ differing }) => differing).sort(),
  };
}

/** Each shard of one run, once. */
function checkShards(blobs: readonly BlobFile[]): void {
  const seen = new Map<number, string>();
  const count = blobs.find(({ report }) => report.shard !== null)?.report.shard?.count;
  for (const { file, report } of blobs) {
    const { shard } = report;
    if (shard === null) continue;
    if (shard.count !== count) {
      throw bad(
        `${file} is from a run with ${shard.count} shards, the others from one with ${count}`,
        "Name the shards of one run.",
        file,
      );
    }
    const twin = seen.get(shard.index);
    if (twin !== undefined)
      throw bad(`${file} and ${twin} are both shard ${shard.index}`, "Name each shard once.", file);
    seen.set(shard.index, file);
  }
  const missing = Array.from({ length: count ?? 0 }, (_, number) => number + 1).filter(
    (index) => !seen.has(index),
  );
  if (missing.length > 0) {
    throw bad(
      `missing of ${count} shards: ${missing.join(", ")}`,
      "Name the reports of all shards, also of those that failed.",
    );
  }
}

/** All shards read all files, so their problems are reported once. */
function mergeFiles(reports: readonly TestReport[]): FileReport[] {
  const merged = new Map<string, FileReport>();
  for (const file of reports.flatMap((report) => report.files)) {
    const known = merged.get(file.file);
    merged.set(
      file.file,
      known === undefined ? file : { ...known, durationMs: known.durationMs + file.durationMs },
    );
  }
  return [...merged.values()];
}

/** Reads a blob. Throws if it is not one, or is not whole. */
export function readBlob(text: string, file: string, faultOf: ReportFault): BlobFile {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch (cause) {
    throw bad(`${file} is truncated or not JSON`, NAME_BLOBS, file, cause);
  }
  if (!isReport(report)) throw bad(`${file} is not a report of ar-sim test`, NAME_BLOBS, file);
  const fault = faultOf(report);
  if (fault !== undefined) throw bad(`${file} is a broken report: ${fault}`, NAME_BLOBS, file);
  return { file, report };
}

const NAME_BLOBS = "Name files that --reporter blob=FILE wrote.";

/** By the version of its shape, which nothing else carries. */
function isReport(value: unknown): value is TestReport {
  if (typeof value !== "object" || value === null || !("schema" in value)) return false;
  return value.schema === "ar-sim/test-report/1";
}

function bad(message: string, hint: string, file?: string, cause?: unknown): HarnessError {
  const where = file === undefined ? undefined : { file };
  return new HarnessError("SCENARIO_BAD_BLOB", message, { hint, where, cause });
}
