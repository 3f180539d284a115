/** Failures as SARIF 2.1.0 (OASIS), with one rule for each kind of expectation. */
import { jsonText } from "../../text/json-text.ts";
import type { TestReport } from "../../scenario/report/report.ts";
import { failureText, problemText } from "../text/failure-text.ts";
import { isAbsolutePath, repositoryPath } from "../text/repository-path.ts";
import { caseTitle, isBad } from "./test-title.ts";
import type { TestReporter } from "./test-reporter.ts";

interface Result {
  readonly ruleId: string;
  readonly level: "error" | "warning";
  readonly text: string;
  readonly where: {
    readonly file: string;
    readonly line?: number | undefined;
    readonly column?: number | undefined;
  };
}

export const testSarif: TestReporter = {
  report(report, { fromRepository }) {
    const results = resultsOf(report);
    const ids = [...new Set(results.map(({ ruleId }) => ruleId))];
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "ar-sim", rules: ids.map((id) => ({ id, name: id })) } },
          columnKind: "utf16CodeUnits",
          results: results.map(({ ruleId, level, text, where }) => ({
            ruleId,
            ruleIndex: ids.indexOf(ruleId),
            level,
            message: { text },
            locations: [{ physicalLocation: placeOf(where, fromRepository) }],
          })),
        },
      ],
    };
    return `${jsonText(log, 2)}\n`;
  },
};

function resultsOf(report: TestReport): Result[] {
  return [
    ...report.files.flatMap((file) =>
      file.errors.map((problem): Result => ({
        ruleId: problem.code,
        level: "error",
        text: problemText(problem),
        where: problem.where ?? { file: file.file },
      })),
    ),
    ...report.cases.flatMap((caseReport) =>
      caseReport.failures.map((failure): Result => ({
        // `events.any[0].fields.status` and `events.any[3]` are one kind of expectation.
        ruleId: failure.expectation.replace(/\[\d+\].*$/, ""),
        level: isBad(caseReport) ? "error" : "warning",
        text: `${caseTitle(caseReport)}\n${failureText(failure)}`,
        where: failure.where,
      })),
    ),
  ];
}

function placeOf({ file, line, column }: Result["where"], fromRepository: string): object {
  const path = repositoryPath(file, fromRepository);
  const uri = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  const artifactLocation = isAbsolutePath(path)
    ? { uri: `file://${uri}` }
    : { uri, uriBaseId: "%SRCROOT%" };
  if (line === undefined) return { artifactLocation };
  const region =
    column === undefined ? { startLine: line } : { startLine: line, startColumn: column };
  return { artifactLocation, region };
}
