/** `ar-sim test` for people: a line for each case while they run, then each failure with its reasons and diff. */
import type { CaseFailure, CaseReport, TestReport } from "../../scenario/report/report.ts";
import { valuesBeside } from "../../scenario/report/values-beside.ts";
import { textOrder } from "../../text/text-order.ts";
import { diffLines } from "../text/diff-lines.ts";
import type { Paint } from "../text/paint.ts";
import { paintStatus } from "../text/paint-status.ts";
import { printable, printableBlock } from "../../text/printable.ts";
import { faultTable } from "../text/fault-table.ts";
import { roleTable } from "../text/role-table.ts";
import { caseTitle } from "./test-title.ts";
import { totalWords } from "./total-words.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testPretty: TestReporter = {
  progress: (write, { paint }) => ({
    ended: (result) => write(`${caseLine(result, paint)}\n`),
  }),
  report: (report, { paint }) =>
    [
      ...brokenFiles(report, paint),
      ...report.cases.flatMap((result) => failuresOf(result, paint)),
      ...(report.error === undefined ? [] : problemLines(report.error, paint.bad("error"), paint)),
      ...snapshotLines(report, paint),
      ...roleTable(report.cases, paint),
      ...faultTable(report.cases, paint),
      "",
      ...addonLines(report, paint),
      summary(report, paint),
      ...processLines(report),
      "",
    ].join("\n"),
};

function caseLine(caseReport: CaseReport, paint: Paint): string {
  const why =
    caseReport.skippedBecause === null
      ? ""
      : paint.dim(` (${printable(caseReport.skippedBecause)})`);
  return `  ${paintStatus(caseReport.status, SIGNS, paint)} ${printable(caseTitle(caseReport))} ${paint.dim(`${caseReport.durationMs} ms`)}${why}`;
}

const SIGNS = { passed: "✓", failed: "✗", flaky: "~", skipped: "-", interrupted: "!" };

function brokenFiles(report: TestReport, paint: Paint): string[] {
  return report.files.flatMap((file) => [
    ...file.errors.flatMap((problem) => problemLines(problem, paint.bad("error"), paint)),
    ...file.warnings.flatMap((problem) => problemLines(problem, paint.warn("warning"), paint)),
  ]);
}

function problemLines(
  problem: TestReport["files"][number]["errors"][number],
  word: string,
  paint: Paint,
): string[] {
  const { where } = problem;
  const place = [where?.line, where?.column].filter((part) => part !== undefined).join(":");
  return [
    "",
    `${word} ${paint.dim(`[${problem.code}]`)} ${printableBlock(problem.message, "  ")}`,
    ...(where === undefined
      ? []
      : [`  ${paint.dim("-->")} ${printable(where.file)}${place === "" ? "" : `:${place}`}`]),
    ...(problem.hint === undefined ? [] : [`  ${paint.dim("hint:")} ${printable(problem.hint)}`]),
  ];
}

function failuresOf(caseReport: CaseReport, paint: Paint): string[] {
  if (caseReport.failures.length === 0) return [];
  const word = caseReport.status === "flaky" ? paint.warn("FLAKY") : paint.bad("FAIL");
  return [
    "",
    `${word}  ${paint.bold(printable(caseTitle(caseReport)))}`,
    ...caseReport.failures.flatMap((failure) => failureLines(failure, paint)),
  ];
}

function failureLines(failure: CaseFailure, paint: Paint): string[] {
  const { where } = failure;
  const { expected, actual } = valuesBeside(failure);
  const line = where.line === undefined ? "" : `:${where.line}`;
  return [
    `  ${paint.bad("✗")} ${printableBlock(failure.message, "    ")}`,
    ...textLines("expected", expected, paint.good),
    ...textLines("actual  ", actual, paint.bad),
    ...failure.because.map((step) => `      because ${printableBlock(step, "        ")}`),
    `      ${paint.dim(`at ${printable(where.file)}${line}`)}`,
    ...(failure.hint === undefined
      ? []
      : [`      ${paint.dim("hint:")} ${printable(failure.hint)}`]),
    ...indented(failure.diff === undefined ? [] : diffLines(failure.diff, paint)),
  ];
}

function textLines(
  word: string,
  text: string | undefined,
  colour: (text: string) => string,
): string[] {
  return text === undefined ? [] : [`      ${word} ${colour(printable(text))}`];
}

function snapshotLines({ snapshots: { pending, unused } }: TestReport, paint: Paint): string[] {
  const lines: string[] = [];
  if (pending.length > 0) {
    const isOne = pending.length === 1;
    const count = paint.warn(`${pending.length} snapshot${isOne ? "" : "s"} pending`);
    lines.push("", `${count}: \`ar-sim snapshots review\` shows ${isOne ? "it" : "them"}`);
  }
  if (unused.length > 0) {
    const label = paint.dim(`unused snapshot${unused.length === 1 ? "" : "s"}:`);
    lines.push("", `${label} ${unused.map((path) => printable(path)).join(", ")}`);
  }
  return lines;
}

/** Which add-ons ran, where there are several. */
function addonLines({ cases }: TestReport, paint: Paint): string[] {
  const apps = [...new Set(cases.flatMap(({ transcript }) => transcript?.app ?? []))].sort(
    textOrder,
  );
  return apps.length < 2
    ? []
    : [`${paint.dim(`${apps.length} add-ons:`)} ${apps.map(printable).join(", ")}`];
}

function processLines({ processes }: TestReport): string[] {
  if (processes === undefined) return [];
  const { forked, started, whyStarted, differing } = processes;
  const reasons = whyStarted.length === 0 ? "" : `: ${whyStarted.map(printable).join("; ")}`;
  return [
    `processes: ${forked} forked, ${started} started${reasons}`,
    ...differing.map(
      (id) => `  ${printable(id)} ends differently when it is started: the start counts`,
    ),
  ];
}

function summary({ totals, durationMs, stopped }: TestReport, paint: Paint): string {
  const parts = totalWords(totals).map(({ text, colour }) => paint[colour](text));
  const why = stopped === null ? "" : paint.dim(` · stopped (${stopped})`);
  return `${parts.length === 0 ? "no cases" : parts.join(" · ")} ${paint.dim(`in ${durationMs} ms`)}${why}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `      ${line}`);
}
