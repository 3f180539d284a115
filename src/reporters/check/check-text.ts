/** Findings for people: by file, each with its line, a marker below it, and what to do. */
import type { Finding } from "../../checks/rule/finding.ts";
import type { CheckReport } from "../../checks/check-addon.ts";
import { type Paint, plain } from "../text/paint.ts";
import { laterText, scopeOf, targetTable } from "./check-targets.ts";
import { printable } from "../../text/printable.ts";

/** `prefix` stands before each file: `my-addon.spl:` for a package. */
export function checkText(report: CheckReport, paint: Paint = plain, prefix = ""): string {
  const byFile = grouped(report.findings);
  const parts: string[] = report.notes.map((note) => `note: ${printable(note)}\n`);
  for (const [file, findings] of byFile) {
    parts.push(
      `${paint.bold(printable(`${prefix}${file}`))}\n${findings.map((finding) => block(finding, report, paint)).join("")}`,
    );
  }
  if (report.later.length > 0) parts.push(laterText(report.later, paint, prefix));
  parts.push(`${summary(report, paint)}\n`);
  if (report.targets.length > 0) parts.push(targetTable(report, paint));
  return parts.join("\n");
}

function grouped(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = groups.get(finding.where.file);
    if (known === undefined) groups.set(finding.where.file, [finding]);
    else known.push(finding);
  }
  return groups;
}

function block(finding: Finding, report: CheckReport, paint: Paint): string {
  const { severity, id, message, hint, where } = finding;
  const colour = { error: paint.bad, warning: paint.warn, info: paint.dim }[severity];
  const line = where.line === undefined ? "" : `${where.line}`;
  const head = `  ${line.padStart(4)}  ${colour(severity)} ${printable(message)}  ${paint.dim(id)}\n`;
  const lines = `${head}${source(finding, report, paint)}        ${paint.dim("→")} ${printable(hint)}\n`;
  const scope = scopeOf(finding);
  return scope === "" ? lines : `${lines}        ${paint.dim(scope)}\n`;
}

const WIDEST = 100;

function source({ where }: Finding, { lines }: CheckReport, paint: Paint): string {
  const text = lines[`${where.file}:${where.line}`]?.replaceAll("\t", " ");
  if (text === undefined || text.trim() === "") return "";
  const indent = text.length - text.trimStart().length;
  const at = Math.max((where.column ?? indent + 1) - 1 - indent, 0);
  const shown = text.trim();
  const from = at > WIDEST - 20 ? at - 20 : 0;
  const cut = shown.slice(from, from + WIDEST);
  return `        ${paint.dim("|")} ${printable(cut)}\n        ${paint.dim("|")} ${" ".repeat(at - from)}^\n`;
}

function summary({ findings, appId }: CheckReport, paint: Paint): string {
  const of = (severity: Finding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const errors = of("error");
  if (findings.length === 0) return paint.good(`${printable(appId)}: no findings`);
  const text = `${printable(appId)}: ${count(errors, "error")}, ${count(of("warning"), "warning")}, ${count(of("info"), "note")}`;
  return errors > 0 ? paint.bad(text) : text;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
