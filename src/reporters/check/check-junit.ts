/** Findings as JUnit XML. Only errors are failures, because only errors fail the command. The others are passed cases with output. */
import type { CheckReport } from "../../checks/check-addon.ts";
import type { Finding } from "../../checks/rule/finding.ts";
import { xmlText } from "../text/xml-text.ts";

export function checkJunit({ appId, findings }: CheckReport, prefix = ""): string {
  const failures = findings.filter((finding) => finding.severity === "error").length;
  const cases =
    findings.length === 0
      ? ['    <testcase classname="ar-sim check" name="no findings"/>']
      : findings.map((finding) => testcase(finding, prefix));
  const counts = `tests="${cases.length}" failures="${failures}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ar-sim check" ${counts}>`,
    `  <testsuite name="${xmlText(appId)}" ${counts} errors="0" skipped="0">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
  ];
  return `${lines.join("\n")}\n`;
}

function testcase(finding: Finding, prefix: string): string {
  const { id, name, severity, message, hint, where } = finding;
  const file = `${prefix}${where.file}`;
  const place = where.line === undefined ? file : `${file}:${where.line}`;
  const head = `    <testcase classname="${xmlText(`${id} ${name}`)}" name="${xmlText(`${place} ${message}`)}" file="${xmlText(file)}">`;
  const text = `${xmlText(`${place}\n${hint}`)}`;
  const body =
    severity === "error"
      ? `<failure type="${id}" message="${xmlText(message)}">${text}</failure>`
      : `<system-out>${xmlText(`${severity}: ${message}\n`)}${text}</system-out>`;
  return `${head}${body}</testcase>`;
}
