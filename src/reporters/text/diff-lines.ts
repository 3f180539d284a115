/** The lines of a unified diff in colour. */
import type { Paint } from "./paint.ts";
import { printable } from "./printable.ts";

export function diffLines(diff: string, paint: Paint): string[] {
  return printable(diff)
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => {
      if (line.startsWith("+")) return paint.good(line);
      return line.startsWith("-") ? paint.bad(line) : paint.dim(line);
    });
}
