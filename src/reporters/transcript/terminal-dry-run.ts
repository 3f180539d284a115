/** What `--dry-run` shows: everything that the script would get. */
import type { Transcript } from "../../transcript.ts";
import { jsonText } from "../../text/json-text.ts";
import type { Paint } from "../text/paint.ts";
import { printable, printableLines } from "../../text/printable.ts";

export function dryRun(transcript: Transcript, paint: Paint): string[] {
  const lines: string[] = [paint.bold("command"), `  ${printable(transcript.command)}`];
  for (const invocation of transcript.invocations) {
    const of = invocation.resultId === null ? "" : ` of result ${invocation.resultId}`;
    lines.push(paint.bold(`argv${of}`), ...invocation.argv.map((arg) => `  ${printable(arg)}`));
    lines.push(paint.bold("environment"));
    for (const name of Object.keys(invocation.env).sort())
      lines.push(`  ${printable(name)}=${printable(invocation.env[name] ?? "")}`);
    lines.push(paint.bold("payload"), ...payload(invocation.payload).map((line) => `  ${line}`));
    lines.push(
      paint.bold("files"),
      `  ${printable(invocation.resultsFile)} (${transcript.rows} rows)`,
    );
  }
  lines.push("", "nothing was started (--dry-run)");
  return lines;
}

function payload(text: string): string[] {
  try {
    return jsonText(JSON.parse(text), 2).split("\n");
  } catch {
    return printableLines(text);
  }
}
