/** Scenario files as tests of another runner: names, skips, and a function that throws what failed. */
import { printable, printableBlock } from "../../text/printable.ts";
import { resolve } from "node:path";
import type { Problem, Where } from "../../errors.ts";
import { addConfigs } from "../file/add-configs.ts";
import { discover } from "../file/discover.ts";
import { loadScenarios } from "../file/load-scenarios.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import type { CaseFailure } from "../report/report.ts";
import { valuesBeside } from "../report/values-beside.ts";
import { attemptCase } from "./attempt-case.ts";
import type { CaseRun } from "./run-case.ts";

export interface ScenarioTestsOptions {
  /** Folder that paths are relative to; the working folder when not given. */
  readonly root?: string | undefined;
  /** Scenario files and folders; `root` when not given. */
  readonly paths?: readonly string[] | undefined;
  /** Let the cases of a file run at the same time. */
  readonly isConcurrent?: boolean | undefined;
}

export interface ScenarioTest {
  readonly title: string;
  readonly isSkipped: boolean;
  readonly timeLimitMs: number;
  /** Throws with all failures and their reasons. */
  run(): Promise<void>;
}

export interface ScenarioTestFile {
  readonly file: string;
  /** Why there are no cases. */
  readonly problem: string | undefined;
  readonly cases: readonly ScenarioTest[];
}

export async function openScenarioTests(
  options: ScenarioTestsOptions,
): Promise<readonly ScenarioTestFile[]> {
  const root = resolve(options.root ?? ".");
  const loaded = loadScenarios(root, discover(root, options.paths ?? []));
  const { files, cases } = await addConfigs(root, loaded);
  const run: CaseRun = {
    root,
    isOnlyChecked: process.env["CI"] !== undefined && process.env["CI"] !== "",
    signal: new AbortController().signal,
    addons: new Map(),
  };
  return files.map(({ file, errors }) => ({
    file,
    problem: errors.length === 0 ? undefined : printableBlock(errors.map(problemText).join("\n")),
    cases: cases
      .filter((testCase) => testCase.file === file)
      .map((testCase) => testOf(testCase, run)),
  }));
}

function testOf(testCase: ScenarioCase, run: CaseRun): ScenarioTest {
  return {
    title: printable(
      testCase.cell === null ? testCase.name : `${testCase.name} [${testCase.cell}]`,
    ),
    isSkipped: testCase.skippedBecause !== null,
    timeLimitMs: testCase.timeLimitMs,
    async run() {
      const { report } = await attemptCase(testCase, run, { retries: 0, repeat: 1 });
      if (report.failures.length > 0) throw failureError(report.failures);
    },
  };
}

export function problemText({ code, message, hint, where }: Problem): string {
  return [
    `[${code}] ${message}`,
    ...lineOf("--> ", where === undefined ? undefined : placeText(where)),
    ...lineOf("hint: ", hint),
  ].join("\n");
}

function failureError(failures: readonly CaseFailure[]): Error {
  const error = new Error(failuresText(failures));
  const [first] = failures;
  // Runners show a diff of these two.
  if (first?.expected !== undefined && first.actual !== undefined)
    Object.assign(error, { expected: first.expected, actual: first.actual });
  error.stack = `${error.message}\n    at ${first?.where.file}:${first?.where.line ?? 1}`;
  return error;
}

/** What failed, as a terminal may show it. */
export function failuresText(failures: readonly CaseFailure[]): string {
  return printableBlock(failures.map(failureText).join("\n"));
}

function failureText(failure: CaseFailure): string {
  const { message, because, where, hint, diff } = failure;
  const { expected, actual } = valuesBeside(failure);
  return [
    message,
    ...lineOf("expected ", expected),
    ...lineOf("actual   ", actual),
    ...because.map((step) => `  because ${step}`),
    `  at ${where.file}:${where.line ?? 1}`,
    ...lineOf("hint: ", hint),
    ...(diff === undefined ? [] : [diff]),
  ].join("\n");
}

function lineOf(label: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`  ${label}${text}`];
}

function placeText({ file, line = 1, column = 1 }: Where): string {
  return `${file}:${line}:${column}`;
}
