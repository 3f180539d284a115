/** Edits of .conf files: change a line, insert a line, or append a stanza. A file outside the add-on gets no edit. */
import { pathInside } from "../../addon/tree.ts";
import type { Where } from "../../errors.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";

/** `change` gets the line without its line ending. A line that is not UTF-8 gets no edit. */
export function changeLine(
  facts: Facts,
  where: Where,
  change: (line: string) => string,
): FileEdit[] {
  const place = lineAt(facts, where);
  if (place === undefined) return [];
  const { file, at, line, end } = place;
  const text = change(line);
  return text === line ? [] : [{ file, from: at, to: at + 1, text: `${text}${end}` }];
}

/** Inserts a line below, with the same line ending. */
export function insertBelow(facts: Facts, where: Where, text: string): FileEdit[] {
  const place = lineAt(facts, where);
  if (place === undefined) return [];
  const { file, at, end } = place;
  // A last line without a line ending gets one from the edit at `end`.
  return end === ""
    ? [{ file, from: "end", to: "end", text: `${text}\n` }]
    : [{ file, from: at + 1, to: at + 1, text: `${text}${end}` }];
}

/** Appends lines. A blank line before them ends a value that a `\` would continue. */
export function appendLines(facts: Facts, file: string, lines: readonly string[]): FileEdit {
  const text = `${lines.join("\n")}\n`;
  const before = facts.text(file) ?? "";
  const end = before.includes("\r\n") ? "\r\n" : "\n";
  const all = before.trim() === "" ? text : `\n${text}`;
  return { file, from: "end", to: "end", text: all.replaceAll("\n", end) };
}

function lineAt(
  { addon, text }: Facts,
  where: Where,
): { file: string; at: number; line: string; end: string } | undefined {
  const file = pathInside(addon.tree, where.file);
  const at = where.line;
  if (at === undefined || file.startsWith("/") || file.split("/").includes("..")) return undefined;
  const raw = text(file)?.match(/[^\n]*\n|[^\n]+$/g)?.[at - 1];
  if (raw === undefined || raw.includes("\ufffd")) return undefined;
  const line = raw.replace(/\r?\n$/, "");
  return { file, at, line, end: raw.slice(line.length) };
}
