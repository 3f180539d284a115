/** The report for `ar-sim merge-reports`: JSON on one line, every transcript in it. */
import type { TestReporter } from "./test-reporter.ts";

export const testBlob: TestReporter = {
  report: (report) => `${JSON.stringify(report)}\n`,
};
