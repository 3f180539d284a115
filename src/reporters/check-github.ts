/** Findings as GitHub's workflow commands, which it shows beside the lines of a pull request. */
import type { CheckReport } from "../checks/check-addon.ts";
import type { Severity } from "../checks/finding.ts";
import { printable } from "./printable.ts";

/** GitHub's words: docs.github.com, «Workflow commands for GitHub Actions». */
const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** `prefix` leads from the repository's root to the add-on, as in `apps/TA-x/`. */
export function checkGithub({ findings }: CheckReport, prefix = ""): string {
  return findings
    .map(({ severity, id, name, message, hint, where }) => {
      const properties = Object.entries({
        file: `${prefix}${where.file}`,
        line: where.line,
        col: where.line === undefined ? undefined : where.column,
        title: `${id} ${name}`,
      }).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${property(`${value}`)}`]));
      return `::${COMMANDS[severity]} ${properties.join(",")}::${data(`${message}\n${hint}`)}\n`;
    })
    .join("");
}

/** As actions/toolkit escapes them; otherwise a message could give commands of its own. */
function data(text: string): string {
  return printable(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
