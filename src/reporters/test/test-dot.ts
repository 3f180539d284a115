/** `ar-sim test` with one character for each case, then what `pretty` prints at the end. */
import { paintStatus } from "../text/paint-status.ts";
import { testPretty } from "./test-pretty.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testDot: TestReporter = {
  progress: (write, { paint }) => ({
    ended: (result) => write(paintStatus(result.status, SIGNS, paint)),
  }),
  report: (report, options) => testPretty.report(report, options),
};

const SIGNS = { passed: "·", failed: "x", flaky: "~", skipped: "-", interrupted: "!" };
