/** The lines of a unified diff in colour. */
import type { Paint } from "./paint.ts";
import { printableLines } from "../../text/printable.ts";

export function diffLines(diff: string, paint: Paint): string[] {
  return printableLines(diff.replace(/\n$/, "")).map((line) => {
    if (line.startsWith("+")) return paint.good(line);
    return line.startsWith("-") ? paint.bad(line) : paint.dim(line);
  });
}
