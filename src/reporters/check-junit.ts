/** Findings as JUnit XML. Only errors are failures, as only they fail the command; the rest are passed cases with a word. */
import type { CheckReport } from "../checks/check-addon.ts";
import type { Finding } from "../checks/finding.ts";

export function checkJunit({ appId, findings }: CheckReport, prefix = ""): string {
  const failures = findings.filter((one) => one.severity === "error").length;
  const cases =
    findings.length === 0
      ? ['    <testcase classname="ar-sim check" name="nothing found"/>']
      : findings.map((one) => testcase(one, prefix));
  const counts = `tests="${cases.length}" failures="${failures}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ar-sim check" ${counts}>`,
    `  <testsuite name="${escaped(appId)}" ${counts} errors="0" skipped="0">`,
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
  const head = `    <testcase classname="${escaped(`${id} ${name}`)}" name="${escaped(`${place} ${message}`)}" file="${escaped(file)}">`;
  const text = `${escaped(`${place}\n${hint}`)}`;
  const body =
    severity === "error"
      ? `<failure type="${id}" message="${escaped(message)}">${text}</failure>`
      : `<system-out>${escaped(`${severity}: ${message}\n`)}${text}</system-out>`;
  return `${head}${body}</testcase>`;
}

/** What XML 1.0 has no way to write, not even as a reference (its «Char» production); lone surrogates too. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text
    .replace(NOT_XML, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
