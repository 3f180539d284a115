/** The totals of a report. Pure. */
import type { CaseReport, CaseStatus, FileReport, Totals } from "./report.ts";

export function totalOf(cases: readonly CaseReport[], files: readonly FileReport[]): Totals {
  const count = (status: CaseStatus): number =>
    cases.filter((result) => result.status === status).length;
  return {
    cases: cases.length,
    passed: count("passed"),
    failed: count("failed"),
    flaky: count("flaky"),
    skipped: count("skipped"),
    interrupted: count("interrupted"),
    brokenFiles: files.filter((file) => file.errors.length > 0).length,
  };
}
