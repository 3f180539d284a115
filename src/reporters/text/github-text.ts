/** GitHub's workflow commands: docs.github.com, «Workflow commands for GitHub Actions». */
import { printable, printableBlock } from "../../text/printable.ts";

export interface GithubCommand {
  readonly command: "error" | "warning" | "notice";
  readonly message: string;
  readonly file: string;
  readonly line: number | undefined;
  readonly column?: number | undefined;
  readonly title: string;
}

export function githubCommand({
  command,
  message,
  file,
  line,
  column,
  title,
}: GithubCommand): string {
  const col = line === undefined ? undefined : column;
  const properties = Object.entries({ file, line, col, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(`${value}`)}`],
  );
  return `::${command} ${properties.join(",")}::${data(message)}\n`;
}

/** Escaped as actions/toolkit does it. Otherwise a message could contain commands. */
function data(text: string): string {
  return printableBlock(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(printable(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
