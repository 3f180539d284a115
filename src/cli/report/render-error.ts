/** One error as three lines: what is wrong, where (with the source line), and what to do. */
import type { HarnessError } from "../../errors.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import type { Paint } from "../../reporters/text/paint.ts";
import { secretsInText } from "../../text/masking/find-secrets.ts";
import { createMask } from "../../text/masking/mask.ts";
import { soundsSecret } from "../../text/masking/secret-names.ts";
import { printable, printableBlock, printableLine } from "../../text/printable.ts";

export function renderError(error: HarnessError, paint: Paint): string {
  const lines = [
    `${paint.bad("error")} ${paint.dim(`[${error.code}]`)} ${printableBlock(error.message, "  ")}`,
  ];
  const where = error.where;
  if (where !== undefined) {
    const line = where.line === undefined ? "" : `:${where.line}`;
    const stanza = where.stanza === undefined ? "" : `  [${where.stanza}]`;
    lines.push(`  ${paint.dim("-->")} ${printable(`${where.file}${line}${stanza}`)}`);
    const source = where.line === undefined ? undefined : sourceLine(where.file, where.line);
    if (source !== undefined) lines.push(`      ${printableLine(source)}`);
  }
  if (error.hint !== undefined) lines.push(`  ${paint.dim("hint:")} ${printable(error.hint)}`);
  return `${lines.join("\n")}\n`;
}

/** The source line, if the file is still there. */
function sourceLine(file: string, line: number): string | undefined {
  try {
    const text = readRegularText(file).split(/\r?\n/)[line - 1];
    return text === undefined || text.trim() === "" ? undefined : withoutSecret(text).slice(0, 200);
  } catch {
    return undefined;
  }
}

const NAMED = /["']?([\w.-]+)["']?[ \t]*[:=]/g;

/** From the first name on that sounds secret: what stands behind it may be a list, or broken. */
function withoutSecret(line: string): string {
  const named = [...line.matchAll(NAMED)].find(([, name = ""]) => soundsSecret(name));
  if (named !== undefined) {
    const end = named.index + named[0].length;
    return line.slice(end).trim() === "" ? line : `${line.slice(0, end)} <redacted>`;
  }
  return createMask(secretsInText(line)).text(line);
}
