/** Cases one at a time, for a program that decides itself which one runs next. */
import { dirname } from "node:path";
import { HarnessError, type Problem } from "../../errors.ts";
import type { FenceRequest } from "../../run/send-alert-request.ts";
import { addConfigs } from "../file/add-configs.ts";
import { loadScenarios } from "../file/load-scenarios.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import type { CaseReport } from "../report/report.ts";
import { acceptWaiting, snapshotPathOf } from "../snapshot/snapshot-files.ts";
import { attemptCase, type AttemptedCase } from "./attempt-case.ts";

export interface ScenarioFile {
  readonly cases: readonly ScenarioCase[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export interface SingleWish {
  /** Interpreter, where the case names none. */
  readonly python: string | undefined;
  readonly fence: FenceRequest;
  /** New snapshots fail, and none is written. */
  readonly isOnlyChecked: boolean;
  /** Changed snapshots are accepted, where nothing else fails. */
  readonly isUpdated: boolean;
  /** False where a person stops the script, so that the case may take as long as it takes. */
  readonly isTimed: boolean;
  readonly signal: AbortSignal;
}

/** A longer timer would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** `path` is absolute. `addon`: its folder, whatever the file says. */
export async function readScenarioFile(
  path: string,
  addon: string | undefined,
): Promise<ScenarioFile> {
  const root = dirname(path);
  const { files, cases } = await addConfigs(root, loadScenarios(root, [path], { addon }));
  return {
    cases,
    errors: files.flatMap(({ errors }) => errors),
    warnings: files.flatMap(({ warnings }) => warnings),
  };
}

export interface SingleReport extends CaseReport {
  /** Absolute path of a new snapshot that waits for review. */
  readonly pendingSnapshot: string | null;
}

/** @throws HarnessError where no case could run, or where there is no such case. */
export async function runSingleCase(
  path: string,
  { cases, errors }: ScenarioFile,
  id: string,
  wish: SingleWish,
): Promise<SingleReport> {
  const [problem] = errors;
  if (problem !== undefined) throw new HarnessError(problem.code, problem.message, problem);
  const testCase = cases.find((known) => known.id === id);
  if (testCase === undefined)
    throw new HarnessError("SCENARIO_NONE", `there is no case \`${id}\` any more`, {
      hint: "The file was changed meanwhile. Run the tests again.",
      where: { file: path },
    });
  const root = dirname(path);
  const { given } = testCase;
  const attempted = await attemptCase(
    {
      ...testCase,
      timeLimitMs: wish.isTimed ? testCase.timeLimitMs : LONGEST_MS,
      given: { ...given, python: given.python ?? wish.python },
    },
    {
      root,
      isOnlyChecked: wish.isOnlyChecked && !wish.isUpdated,
      signal: wish.signal,
      addons: new Map(),
      fence: wish.fence,
    },
    { retries: 0, repeat: 1 },
  );
  const snapshot = snapshotPathOf(testCase, root);
  const report = wish.isUpdated ? accepted(attempted, snapshot) : attempted.report;
  const isPending = attempted.snapshot?.outcome === "pending" && !wish.isUpdated;
  return { ...report, pendingSnapshot: isPending ? snapshot : null };
}

function accepted({ report, snapshot }: AttemptedCase, path: string): CaseReport {
  if (snapshot === null || snapshot.outcome === "matched") return report;
  acceptWaiting(path);
  const failures = report.failures.filter(({ expectation }) => expectation !== "snapshot");
  return failures.length > 0 ? report : { ...report, status: "passed", failures };
}
