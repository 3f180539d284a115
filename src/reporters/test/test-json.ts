/** The report of `ar-sim test` as one JSON document. */
import type { TestReporter } from "./test-reporter.ts";

export const testJson: TestReporter = {
  report: (report) => `${JSON.stringify(report, null, 2)}\n`,
};
