/** Failures as annotations of GitHub Actions, at the line of the scenario or the add-on that causes them. */
import type { Problem } from "../../errors.ts";
import { failureText } from "../text/failure-text.ts";
import { githubCommand } from "../text/github-text.ts";
import { repositoryPath } from "../text/repository-path.ts";
import { caseTitle, isBad } from "./test-title.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testGithub: TestReporter = {
  report(report, { fromRepository }) {
    const place = (file: string): string => repositoryPath(file, fromRepository);
    const problems = report.files.flatMap((file) => [
      ...file.errors.map((problem) => ofProblem(problem, "error", file.file, place)),
      ...file.warnings.map((problem) => ofProblem(problem, "warning", file.file, place)),
    ]);
    const failures = report.cases.flatMap((caseReport) =>
      caseReport.failures.map((failure) =>
        githubCommand({
          command: isBad(caseReport) ? "error" : "warning",
          message: failureText(failure),
          file: place(failure.where.file),
          line: failure.where.line,
          column: failure.where.column,
          title: `${caseReport.status === "flaky" ? "flaky: " : ""}${caseTitle(caseReport)}`,
        }),
      ),
    );
    return [...problems, ...failures].join("");
  },
};

function ofProblem(
  { code, message, hint, where }: Problem,
  command: "error" | "warning",
  file: string,
  place: (file: string) => string,
): string {
  return githubCommand({
    command,
    message: hint === undefined ? message : `${message}\n${hint}`,
    file: place(where?.file ?? file),
    line: where?.line,
    column: where?.column,
    title: code,
  });
}
