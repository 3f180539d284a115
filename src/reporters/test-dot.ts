/** `ar-sim test` in one sign a case, then what pretty tells. */
import type { CaseStatus } from "../scenario/report.ts";
import type { Paint } from "./paint.ts";
import { testPretty } from "./test-pretty.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testDot: TestReporter = {
  progress: (write, { paint }) => ({ ended: (one) => write(sign(one.status, paint)) }),
  report: (report, options) => testPretty.report(report, options),
};

function sign(status: CaseStatus, paint: Paint): string {
  switch (status) {
    case "passed":
      return paint.good("·");
    case "failed":
      return paint.bad("x");
    case "flaky":
      return paint.warn("~");
    case "skipped":
      return paint.dim("-");
    case "interrupted":
      return paint.warn("!");
  }
}
