/** What a reporter of `ar-sim test` is: a pure function from the report to text, and perhaps words while it runs. */
import type { TestProgress } from "../../scenario/report/progress.ts";
import type { TestReport } from "../../scenario/report/report.ts";
import type { Paint } from "../text/paint.ts";

export interface TestReporterOptions {
  readonly paint: Paint;
}

export interface TestReporter {
  /** The whole text, written once at the end. */
  report(report: TestReport, options: TestReporterOptions): string;
  /** Live words; given only where the reporter writes to the terminal. */
  progress?(write: (text: string) => void, options: TestReporterOptions): TestProgress;
}
