/** The failures of a case: expectations that do not hold, errors, and a time limit, each with its place. */
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { explanationIn } from "../../sandbox/explain/explain-run.ts";
import type { Transcript } from "../../transcript.ts";
import { whyFailed } from "../expect/judge-verdict.ts";
import type { Mismatch } from "../expect/mismatch.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import type { CaseFailure } from "../report/report.ts";

/** Paths below the root of the run are relative to it, as everywhere in the report. */
export function failureOf(mismatch: Mismatch, testCase: ScenarioCase, root: string): CaseFailure {
  const { at, because = [], message, ...others } = mismatch;
  const path = at === "time-limit" ? "timeLimit" : `expect.${at}`;
  const near = (text: string): string => text.replaceAll(`${root}/`, "");
  return {
    expectation: at,
    message: near(message),
    ...others,
    where: testCase.where(path),
    because: because.map(near),
  };
}

/** The first failure of a case tells what made its script fail, in the words of `ar-sim run`. */
export function withCause(failures: readonly CaseFailure[], run: Transcript): CaseFailure[] {
  const [first, ...others] = failures;
  if (first === undefined) return [];
  if (run.cause !== null) return [withSteps(first, failures, run, run.cause), ...others];
  const cause = run.invocations.some(({ exitCode }) => exitCode !== 0)
    ? explanationIn(run.problems)
    : undefined;
  if (cause === undefined) return [first, ...others];
  const { message, hint = first.hint } = cause;
  return [{ ...first, because: [...first.because, message], hint }, ...others];
}

/** Not where a failure of the case says it already. */
function withSteps(
  first: CaseFailure,
  failures: readonly CaseFailure[],
  run: Transcript,
  { headline, hint }: NonNullable<Transcript["cause"]>,
): CaseFailure {
  const isSaid = failures.some(({ message, because }) =>
    [message, ...because].some((step) => step.includes(headline)),
  );
  const because = isSaid ? first.because : [...first.because, ...whyFailed(run)];
  return { ...first, because, hint: hint ?? first.hint };
}

/** Some cases expect that the run is impossible. */
export function failuresOfError(
  error: unknown,
  testCase: ScenarioCase,
  root: string,
): CaseFailure[] {
  if (!(error instanceof HarnessError)) {
    const message = `ar-sim itself failed: ${messageOf(error)}`;
    const hint = "Please report this, with the scenario file.";
    return [failureOf({ at: "error", message, hint }, testCase, root)];
  }
  const { code, message, hint, where } = error;
  const expected = testCase.expect?.error;
  if (expected === code) return [];
  const fault = { at: "error", message: `[${code}] ${message}`, hint };
  if (expected !== undefined)
    return [failureOf({ ...fault, expected, actual: code }, testCase, root)];
  const failure = failureOf(fault, testCase, root);
  if (where === undefined) return [failure];
  return [{ ...failure, where: { ...where, file: where.file.replace(`${root}/`, "") } }];
}

export function tooLate(testCase: ScenarioCase): Mismatch {
  return {
    at: "time-limit",
    message: `stopped at its time limit of ${testCase.timeLimitMs} ms`,
    hint: "See what it wrote until then. `timeLimit: 2m` gives it more time.",
  };
}
