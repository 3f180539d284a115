/** The report as TAP 14 (testanything.org), failures as YAML blocks. */
import type { CaseReport } from "../../scenario/report/report.ts";
import { failureText, problemText } from "../text/failure-text.ts";
import { printable } from "../text/printable.ts";
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
    for (const one of report.cases) {
      number += 1;
      lines.push(...caseLines(one, number));
    }
    if (report.stopped !== null) lines.push(`Bail out! ${report.stopped}`);
    return `${lines.join("\n")}\n`;
  },
};

function caseLines(one: CaseReport, number: number): string[] {
  const word = isBad(one) ? "not ok" : "ok";
  const directive = one.status === "skipped" ? ` # SKIP ${plain(one.skippedBecause ?? "")}` : "";
  const message = one.failures.map(failureText).join("\n\n");
  return [
    `${word} ${number} - ${plain(caseTitle(one))}${directive}`,
    ...(one.status === "passed" || one.status === "skipped"
      ? []
      : yaml({
          status: one.status,
          duration_ms: String(one.durationMs),
          at: `${one.file}:${one.line}`,
          message,
        })),
  ];
}

/** A `#` in a description would start a directive. */
function plain(text: string): string {
  return printable(text)
    .replace(/[\r\n]+/g, " ")
    .replaceAll("\\", "\\\\")
    .replaceAll("#", "\\#");
}

function yaml(values: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(values).flatMap(([key, value]) =>
    value.includes("\n")
      ? [`  ${key}: |-`, ...value.split("\n").map((line) => `    ${line}`)]
      : [`  ${key}: ${JSON.stringify(value)}`],
  );
  return ["  ---", ...lines, "  ..."];
}
