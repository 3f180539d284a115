/** Findings as a Markdown table, for the comment of a pull request or a step summary. */
import type { CheckReport } from "../../checks/check-addon.ts";
import { printable } from "../../text/printable.ts";

export function checkMarkdown({ appId, findings, notes }: CheckReport, prefix = ""): string {
  const remarks = notes.map((note) => `> ${cell(note)}\n\n`).join("");
  const head = `## ar-sim check: ${cell(appId)}\n\n${remarks}`;
  if (findings.length === 0) return `${head}No findings.\n`;
  const rows = findings.map(({ severity, id, message, hint, where }) => {
    const place = `${prefix}${where.file}${where.line === undefined ? "" : `:${where.line}`}`;
    return `| ${severity} | ${id} | ${cell(place)} | ${cell(message)} | ${cell(hint)} |\n`;
  });
  return `${head}| | rule | place | what | what to do |\n| --- | --- | --- | --- | --- |\n${rows.join("")}`;
}

/** One line without markup, for a cell. `@` would notify people. */
function cell(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("@", "&#64;");
}
