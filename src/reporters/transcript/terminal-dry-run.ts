/** What `--dry-run` shows: everything that the script would get. */
import type { Transcript } from "../../transcript.ts";
import type { Paint } from "../text/paint.ts";
import { printable } from "../text/printable.ts";

export function dryRun(transcript: Transcript, paint: Paint): string[] {
  const lines: string[] = [paint.bold("command"), `  ${printable(transcript.command)}`];
  for (const one of transcript.invocations) {
    const of = one.resultId === null ? "" : ` of result ${one.resultId}`;
    lines.push(paint.bold(`argv${of}`), ...one.argv.map((arg) => `  ${printable(arg)}`));
    lines.push(paint.bold("environment"));
    for (const name of Object.keys(one.env).sort())
      lines.push(`  ${name}=${printable(one.env[name] ?? "")}`);
    lines.push(paint.bold("payload"), ...payload(one.payload).map((line) => `  ${line}`));
    lines.push(paint.bold("files"), `  ${one.resultsFile} (${transcript.rows} rows)`);
  }
  lines.push("", "nothing was started (--dry-run)");
  return lines;
}

function payload(text: string): string[] {
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split("\n");
  } catch {
    return printable(text).split("\n");
  }
}
