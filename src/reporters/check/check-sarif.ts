/** Findings as SARIF 2.1.0 (OASIS), which code scanning of GitHub, GitLab and Azure reads. */
import { jsonText } from "../../text/json-text.ts";
import type { Rule } from "../../checks/rule/check.ts";
import type { CheckReport } from "../../checks/check-addon.ts";
import type { Finding, Severity } from "../../checks/rule/finding.ts";
import { rules as known } from "../../checks/index.ts";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

export function checkSarif(report: CheckReport, prefix = ""): string {
  const ids = [...new Set(report.findings.map((finding) => finding.id))];
  const rules = ids.map((id) => ruleOf(id, report.findings));
  const results = report.findings.map((finding) => ({
    ruleId: finding.id,
    ruleIndex: ids.indexOf(finding.id),
    level: LEVELS[finding.severity],
    message: { text: `${finding.message}\n${finding.hint}` },
    locations: [{ physicalLocation: placeOf(finding, prefix) }],
  }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ar-sim", rules } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

function ruleOf(id: string, findings: readonly Finding[]): object {
  const check: Rule | undefined = known.find((rule) => rule.id === id);
  const name = check?.name ?? findings.find((finding) => finding.id === id)?.name ?? id;
  if (check === undefined) return { id, name };
  return {
    id,
    name,
    shortDescription: { text: check.title },
    fullDescription: { text: check.why, markdown: check.why },
    defaultConfiguration: { level: LEVELS[check.severity] },
  };
}

function placeOf({ where }: Finding, prefix: string): object {
  const uri = `${prefix}${where.file}`.toWellFormed().split("/").map(encodeURIComponent).join("/");
  const artifactLocation = { uri, uriBaseId: "%SRCROOT%" };
  if (where.line === undefined) return { artifactLocation };
  const { line: startLine, column: startColumn } = where;
  const region = startColumn === undefined ? { startLine } : { startLine, startColumn };
  return { artifactLocation, region };
}
