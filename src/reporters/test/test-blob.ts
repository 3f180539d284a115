/** The report for `ar-sim merge-reports`: JSON on one line, every transcript in it. */
import { jsonText } from "../../text/json-text.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testBlob: TestReporter = {
  report: (report) => `${jsonText(report)}\n`,
};
