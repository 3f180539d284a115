/** Failures as annotations of GitHub Actions, on the line of the scenario or of the add-on that is to blame. */
import type { Problem } from "../../errors.ts";
import { failureText } from "../text/failure-text.ts";
import { githubCommand } from "../text/github-text.ts";
import { caseTitle, isBad } from "./test-title.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testGithub: TestReporter = {
  report(report) {
    const problems = report.files.flatMap((file) => [
      ...file.errors.map((problem) => ofProblem(problem, "error", file.file)),
      ...file.warnings.map((problem) => ofProblem(problem, "warning", file.file)),
    ]);
    const failures = report.cases.flatMap((one) =>
      one.failures.map((failure) =>
        githubCommand({
          command: isBad(one) ? "error" : "warning",
          message: failureText(failure),
          file: failure.where.file,
          line: failure.where.line,
          column: failure.where.column,
          title: `${one.status === "flaky" ? "flaky: " : ""}${caseTitle(one)}`,
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
): string {
  return githubCommand({
    command,
    message: hint === undefined ? message : `${message}\n${hint}`,
    file: where?.file ?? file,
    line: where?.line,
    column: where?.column,
    title: code,
  });
}
