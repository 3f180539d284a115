/** Findings as GitHub's workflow commands, which it shows beside the lines of a pull request. */
import type { CheckReport } from "../../checks/check-addon.ts";
import type { Severity } from "../../checks/rule/finding.ts";
import { githubCommand } from "../text/github-text.ts";

const COMMANDS: Readonly<Record<Severity, "error" | "warning" | "notice">> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** `prefix` leads from the repository's root to the add-on, as in `apps/TA-x/`. */
export function checkGithub({ findings }: CheckReport, prefix = ""): string {
  return findings
    .map(({ severity, id, name, message, hint, where }) =>
      githubCommand({
        command: COMMANDS[severity],
        message: `${message}\n${hint}`,
        file: `${prefix}${where.file}`,
        line: where.line,
        column: where.column,
        title: `${id} ${name}`,
      }),
    )
    .join("");
}
