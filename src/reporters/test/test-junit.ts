/** The report as JUnit XML for CI servers, with one suite for each scenario file. */
import type { CaseReport, FileReport, TestReport } from "../../scenario/report/report.ts";
import { failureText, problemText } from "../text/failure-text.ts";
import { caseName, isBad } from "./test-title.ts";
import type { TestReporter } from "./test-reporter.ts";
import { xmlText } from "../text/xml-text.ts";

export const testJunit: TestReporter = {
  report(report) {
    const { totals } = report;
    const bad = totals.failed + totals.interrupted;
    const counts = `tests="${totals.cases + totals.brokenFiles}" failures="${bad}" errors="${totals.brokenFiles}" skipped="${totals.skipped}"`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="ar-sim test" ${counts} time="${seconds(report.durationMs)}" timestamp="${xmlText(report.startedAt)}">`,
      ...report.files.map((file) => suite(file, report)),
      "</testsuites>",
      "",
    ].join("\n");
  },
};

function suite(file: FileReport, report: TestReport): string {
  const cases = report.cases.filter((result) => result.file === file.file);
  const isBroken = file.errors.length > 0;
  const failures = cases.filter(isBad).length;
  const skipped = cases.filter((result) => result.status === "skipped").length;
  const counts = `tests="${cases.length + (isBroken ? 1 : 0)}" failures="${failures}" errors="${isBroken ? 1 : 0}" skipped="${skipped}"`;
  const broken = isBroken
    ? [
        `    <testcase classname="${xmlText(file.file)}" name="can be read" file="${xmlText(file.file)}">` +
          `<error message="${xmlText(file.errors[0]?.message ?? "")}">${xmlText(file.errors.map(problemText).join("\n\n"))}</error></testcase>`,
      ]
    : [];
  return [
    `  <testsuite name="${xmlText(file.file)}" file="${xmlText(file.file)}" ${counts} time="${seconds(file.durationMs)}">`,
    ...broken,
    ...cases.map(testcase),
    "  </testsuite>",
  ].join("\n");
}

function testcase(caseReport: CaseReport): string {
  const head = `    <testcase classname="${xmlText(caseReport.file)}" name="${xmlText(caseName(caseReport))}" file="${xmlText(caseReport.file)}" line="${caseReport.line}" time="${seconds(caseReport.durationMs)}"`;
  const inside = bodyOf(caseReport);
  return inside === "" ? `${head}/>` : `${head}>${inside}</testcase>`;
}

function bodyOf(caseReport: CaseReport): string {
  switch (caseReport.status) {
    case "passed":
      return "";
    case "skipped":
      return `<skipped message="${xmlText(caseReport.skippedBecause ?? "")}"/>`;
    case "flaky":
      // As in Maven Surefire: the case passed, and these are the failures of the attempts before.
      return failureElement("flakyFailure", caseReport);
    case "interrupted":
    case "failed":
      return failureElement("failure", caseReport);
  }
}

function failureElement(name: string, { failures, status }: CaseReport): string {
  const [first] = failures;
  const kind = xmlText(first?.expectation ?? status);
  const message = xmlText(first?.message ?? status);
  const text = xmlText(failures.map(failureText).join("\n\n"));
  return `<${name} type="${kind}" message="${message}">${text}</${name}>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
