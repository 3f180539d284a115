/** The report of `ar-sim test` as one JSON document. */
import { jsonText } from "../../text/json-text.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testJson: TestReporter = {
  report: (report) => `${jsonText(report, 2)}\n`,
};
