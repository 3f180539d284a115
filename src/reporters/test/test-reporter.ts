/** What a reporter of `ar-sim test` is: a pure function from the report to text, and perhaps live text while the cases run. */
import type { TestProgress } from "../../scenario/report/progress.ts";
import type { TestReport } from "../../scenario/report/report.ts";
import type { Paint } from "../text/paint.ts";

export interface TestReporterOptions {
  readonly paint: Paint;
  /** Leads from the root of the repository to the folder that paths are relative to, as in `apps/TA-x/`. */
  readonly fromRepository: string;
}

export interface TestReporter {
  /** The whole text, written once at the end. */
  report(report: TestReport, options: TestReporterOptions): string;
  /** Live text; only where the reporter writes to stdout. */
  progress?(write: (text: string) => void, options: TestReporterOptions): TestProgress;
}
