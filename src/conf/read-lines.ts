/**
 * Splits a .conf file into lines: comments, continuations, BOM, line endings.
 * Ground: Splunk's «Configuration file structure» and the .conf files that Splunk ships.
 */
import type { Problem } from "../errors.ts";

export type ConfLine =
  | { readonly kind: "stanza"; readonly name: string; readonly line: number }
  | {
      readonly kind: "setting";
      readonly key: string;
      readonly value: string;
      readonly line: number;
    };

export interface ConfLines {
  readonly lines: readonly ConfLine[];
  readonly problems: readonly Problem[];
}

/** Only `#` as the very first character begins a comment. There are no trailing comments, and `;` begins none. */
export function readLines(bytes: Buffer, file: string): ConfLines {
  const problems: Problem[] = [];
  const lines: ConfLine[] = [];
  const physical = decode(bytes, file, problems).split("\n");

  for (let at = 0; at < physical.length; at += 1) {
    const line = at + 1;
    let text = stripReturn(physical[at] ?? "");
    if (text.startsWith("#") || text.trim() === "") continue;
    // The backslash must be the very last character: a space behind it ends the value.
    while (text.endsWith("\\") && at + 1 < physical.length) {
      at += 1;
      text = `${text.slice(0, -1)}\n${stripReturn(physical[at] ?? "")}`;
    }
    const read = readLine(text, line);
    if ("kind" in read) lines.push(read);
    else problems.push({ ...read, where: { file, line } });
  }
  return { lines, problems };
}

function readLine(text: string, line: number): ConfLine | Problem {
  const trimmed = text.trimStart();
  if (trimmed.startsWith("[")) {
    // Up to the last bracket: names may contain `]`.
    const close = trimmed.lastIndexOf("]");
    if (close > 0) return { kind: "stanza", name: trimmed.slice(1, close), line };
    return {
      code: "CONF_BAD_STANZA",
      message: `a stanza header without its closing bracket is ignored: ${short(text)}`,
      hint: "Close the bracket; until then the settings below belong to the stanza above.",
    };
  }
  const equals = text.indexOf("=");
  const key = text.slice(0, Math.max(equals, 0)).trim();
  if (equals > 0 && key !== "" && !key.includes("\n")) {
    return { kind: "setting", key, value: trimValue(text.slice(equals + 1)), line };
  }
  return {
    code: "CONF_BAD_LINE",
    message: `a line that is neither setting, stanza nor comment is ignored: ${short(text)}`,
    hint: "Continue a value with a backslash as the last character of the line, or begin a comment with #.",
  };
}

/** Guess: spaces before and after a value are not part of it. A continued value keeps its inner lines. */
function trimValue(text: string): string {
  return text.replace(/^[ \t]+/, "").replace(/[ \t]+$/, "");
}

function decode(bytes: Buffer, file: string, problems: Problem[]): string {
  let text = bytes.toString("utf8");
  if (text.startsWith("\uFEFF")) {
    text = text.slice(1);
    problems.push({
      code: "CONF_BAD_BYTES",
      message: "the file begins with a byte order mark, which was dropped",
      hint: "Save it as UTF-8 without BOM: it is not known that every Splunk drops it.",
      where: { file, line: 1 },
    });
  }
  if (text.includes("\uFFFD") && !isUtf8(bytes)) {
    problems.push({
      code: "CONF_BAD_BYTES",
      message: "the file is not UTF-8: unreadable bytes were replaced",
      hint: "Save it as UTF-8.",
      where: { file, line: badLine(bytes) },
    });
  }
  return text;
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.compare(Buffer.from(bytes.toString("utf8"), "utf8"), bytes) === 0;
}

function badLine(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString("utf8"), "utf8");
  let at = 0;
  let line = 1;
  while (at < bytes.length && bytes[at] === again[at]) {
    if (bytes[at] === 10) line += 1;
    at += 1;
  }
  return line;
}

function stripReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

function short(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
