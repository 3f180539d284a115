/** For coding agents: only the failures, in few words, and the next command to run. */
import { failureText, problemText } from "../text/failure-text.ts";
import { printable, printableBlock } from "../../text/printable.ts";
import { caseName, isBad } from "./test-title.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testAgent: TestReporter = {
  report(report) {
    const { totals } = report;
    const broken = report.files.filter((file) => file.errors.length > 0);
    const bad = report.cases.filter(isBad);
    const lines = [
      ...broken.flatMap((file) =>
        file.errors.map(
          (problem) => `FAIL ${printable(file.file)}\n${printableBlock(problemText(problem))}`,
        ),
      ),
      ...bad.map(
        (result) =>
          `FAIL ${printable(result.file)}:${result.line} ${printable(caseName(result))}\n${result.failures.map((failure) => printableBlock(failureText(failure))).join("\n")}`,
      ),
      `${totals.passed} passed, ${totals.failed + totals.interrupted + totals.brokenFiles} failed${totals.flaky > 0 ? `, ${totals.flaky} flaky` : ""}${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ""}`,
      ...next(bad.length > 0, report.snapshots.pending.length > 0),
    ];
    return `${lines.join("\n")}\n`;
  },
};

function next(hasFailures: boolean, hasPending: boolean): string[] {
  if (hasFailures) return ["next: ar-sim test --last-failed --reporter agent"];
  return hasPending ? ["next: ar-sim snapshots review"] : [];
}
