/** Reports of shards joined to the one that a single run would have given. Pure. */
import { HarnessError } from "../../errors.ts";
import type { FileReport, TestReport } from "./report.ts";
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
  if (first === undefined)
    throw bad("no report was given", "Name the files that --reporter blob=FILE wrote.");
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
    ...(error === undefined ? {} : { error }),
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
        `${file} is of a run in ${shard.count} shards, the others of one in ${count}`,
        "Join the shards of one run.",
        file,
      );
    }
    const twin = seen.get(shard.index);
    if (twin !== undefined)
      throw bad(`${file} and ${twin} are both shard ${shard.index}`, "Give each shard once.", file);
    seen.set(shard.index, file);
  }
  const missing = Array.from({ length: count ?? 0 }, (_, number) => number + 1).filter(
    (index) => !seen.has(index),
  );
  if (missing.length > 0) {
    throw bad(
      `of ${count} shards ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
      "Bring the reports of all shards together, also of those that failed.",
    );
  }
}

/** All shards have read all files; what is wrong with one is told once. */
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

/** A blob as it was read; throws when it is none. */
export function readBlob(text: string, file: string): BlobFile {
  let report: TestReport;
  try {
    report = JSON.parse(text) as TestReport;
  } catch (cause) {
    throw bad(
      `${file} is cut or no JSON`,
      "Give files that --reporter blob=FILE wrote.",
      file,
      cause,
    );
  }
  if (report?.schema !== "ar-sim/test-report/1") {
    throw bad(
      `${file} is no report of ar-sim test`,
      "Give files that --reporter blob=FILE wrote.",
      file,
    );
  }
  return { file, report };
}

function bad(message: string, hint: string, file?: string, cause?: unknown): HarnessError {
  return new HarnessError("SCENARIO_BAD_BLOB", message, {
    hint,
    ...(file === undefined ? {} : { where: { file } }),
    ...(cause === undefined ? {} : { cause }),
  });
}
