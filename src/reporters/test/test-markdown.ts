/** The report as Markdown, for the summary of a CI step. */
import type { CaseReport, TestReport } from "../../scenario/report/report.ts";
import { failureText, problemText } from "../text/failure-text.ts";
import { printable, printableBlock } from "../../text/printable.ts";
import { caseName, caseTitle } from "./test-title.ts";
import { headline } from "./total-words.ts";
import type { TestReporter } from "./test-reporter.ts";

const MARKS = {
  passed: "✅",
  failed: "❌",
  flaky: "⚠️",
  skipped: "⏭️",
  interrupted: "⏹️",
} as const;

export const testMarkdown: TestReporter = {
  report(report) {
    const failed = report.cases.filter((result) => result.failures.length > 0);
    const broken = report.files.filter((file) => file.errors.length > 0);
    return [
      `## ar-sim test: ${headline(report.totals, ", ")} in ${(report.durationMs / 1000).toFixed(1)} s`,
      "",
      "| | Case | Time |",
      "| --- | --- | ---: |",
      ...report.cases.map(
        (result) =>
          `| ${MARKS[result.status]} | ${cell(caseTitle(result))} | ${result.durationMs} ms |`,
      ),
      ...broken.flatMap((file) =>
        details(`${file.file} cannot be read`, file.errors.map(problemText).join("\n\n")),
      ),
      ...failed.flatMap((result) =>
        details(summaryOf(result), result.failures.map(failureText).join("\n\n")),
      ),
      ...snapshots(report),
      "",
    ].join("\n");
  },
};

function summaryOf(caseReport: CaseReport): string {
  return `${MARKS[caseReport.status]} ${caseReport.file}:${caseReport.line} › ${caseName(caseReport)}`;
}

/** The fence is longer than any in the text, so that the text cannot end the block. */
function details(summary: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [
    "",
    "<details>",
    `<summary>${html(summary)}</summary>`,
    "",
    fence,
    printableBlock(text),
    fence,
    "",
    "</details>",
  ];
}

function snapshots({ snapshots: { pending, unused } }: TestReport): string[] {
  return [
    ...(pending.length === 0 ? [] : ["", `Pending snapshots: ${pending.map(cell).join(", ")}`]),
    ...(unused.length === 0 ? [] : ["", `Unused snapshots: ${unused.map(cell).join(", ")}`]),
  ];
}

function cell(text: string): string {
  return html(text)
    .replaceAll("|", "\\|")
    .replace(/[`*_[\]]/g, "\\$&");
}

function html(text: string): string {
  return printable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
