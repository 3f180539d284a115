/** The report as TAP 14 (testanything.org), failures as YAML blocks. */
import type { CaseReport } from "../../scenario/report/report.ts";
import { failureText, problemText } from "../text/failure-text.ts";
import { jsonText } from "../../text/json-text.ts";
import { printable, printableLines } from "../../text/printable.ts";
import { caseTitle, isBad } from "./test-title.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testTap: TestReporter = {
  report(report) {
    const broken = report.files.filter((file) => file.errors.length > 0);
    const lines = ["TAP version 14", `1..${broken.length + report.cases.length}`];
    let number = 0;
    for (const file of broken) {
      number += 1;
      lines.push(`not ok ${number} - ${plain(file.file)} can be read`);
      lines.push(...yaml({ message: file.errors.map(problemText).join("\n\n") }));
    }
    for (const caseReport of report.cases) {
      number += 1;
      lines.push(...caseLines(caseReport, number));
    }
    if (report.stopped !== null) lines.push(`Bail out! ${report.stopped}`);
    return `${lines.join("\n")}\n`;
  },
};

function caseLines(caseReport: CaseReport, number: number): string[] {
  const word = isBad(caseReport) ? "not ok" : "ok";
  const directive =
    caseReport.status === "skipped" ? ` # SKIP ${plain(caseReport.skippedBecause ?? "")}` : "";
  const message = caseReport.failures.map(failureText).join("\n\n");
  return [
    `${word} ${number} - ${plain(caseTitle(caseReport))}${directive}`,
    ...(caseReport.status === "passed" || caseReport.status === "skipped"
      ? []
      : yaml({
          status: caseReport.status,
          duration_ms: String(caseReport.durationMs),
          at: `${caseReport.file}:${caseReport.line}`,
          message,
        })),
  ];
}

/** A `#` in a description would start a directive. */
function plain(text: string): string {
  return printable(text).replaceAll("\\", "\\\\").replaceAll("#", "\\#");
}

function yaml(values: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(values).flatMap(([key, value]) =>
    value.includes("\n")
      ? [`  ${key}: |-`, ...printableLines(value).map((line) => `    ${line}`)]
      : [`  ${key}: ${jsonText(value)}`],
  );
  return ["  ---", ...lines, "  ..."];
}
