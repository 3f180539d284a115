/** One error as three lines: what is wrong, where (with the source line), and what to do. */
import { readFileSync } from "node:fs";
import type { HarnessError } from "../../errors.ts";
import type { Paint } from "../../reporters/text/paint.ts";
import { printable } from "../../reporters/text/printable.ts";

export function renderError(error: HarnessError, paint: Paint): string {
  const lines = [
    `${paint.bad("error")} ${paint.dim(`[${error.code}]`)} ${printable(error.message)}`,
  ];
  const where = error.where;
  if (where !== undefined) {
    const line = where.line === undefined ? "" : `:${where.line}`;
    const stanza = where.stanza === undefined ? "" : `  [${where.stanza}]`;
    lines.push(`  ${paint.dim("-->")} ${printable(`${where.file}${line}${stanza}`)}`);
    const source = where.line === undefined ? undefined : sourceLine(where.file, where.line);
    if (source !== undefined) lines.push(`      ${printable(source)}`);
  }
  if (error.hint !== undefined) lines.push(`  ${paint.dim("hint:")} ${printable(error.hint)}`);
  return `${lines.join("\n")}\n`;
}

/** The source line, if the file is still there. */
function sourceLine(file: string, line: number): string | undefined {
  try {
    const text = readFileSync(file, "utf8").split(/\r?\n/)[line - 1];
    return text === undefined || text.trim() === "" ? undefined : text.slice(0, 200);
  } catch {
    return undefined;
  }
}
