/**
 * `import 'ar-sim/vitest'`: matchers over transcripts for vitest's `expect`, and scenario files as vitest tests. The
 * matchers themselves are plain functions, in scenario/matchers/matchers.ts.
 */
import { describe, expect, it, onTestFinished } from "vitest";
import { startSplunkd } from "./index.ts";
import { type EventWish, type Match, transcriptSnapshot } from "./scenario/matchers/matchers.ts";
import {
  callsHttp,
  callsRest,
  isModactionResult,
  logsStatus,
  succeeds,
  writesEvent,
} from "./scenario/matchers/masked-matchers.ts";
import type { SnapshotPart } from "./scenario/expect/expect.ts";
import {
  openScenarioTests,
  type ScenarioTest,
  type ScenarioTestsOptions,
} from "./scenario/run/scenario-tests.ts";
import type { Transcript } from "./transcript.ts";

type HttpBody = Parameters<typeof callsHttp>[3];

interface TranscriptMatchers<R = unknown> {
  /** The script ended with 0, and Enterprise Security would find what it wrote. */
  toSucceed(): R;
  /** One of its events is so; a field may be a text, a number, a regular expression or an asymmetric matcher. */
  toWriteEvent(wish?: EventWish): R;
  /** All of its events are found by tag=modaction_result. */
  toBeModactionResult(): R;
  /** A message of its log has this action_status. */
  toLogStatus(status: string): R;
  /** It called this endpoint of splunkd; `*` in the path stands for anything. */
  toCallRest(method: string, path: string): R;
  /** It called this URL of others, in whose place ar-sim answered; `*` stands for anything. */
  toCallHttp(method: string, url: string, body?: HttpBody): R;
  /** Payload, events, messages and REST calls, without what differs from run to run. */
  toMatchTranscriptSnapshot(parts?: readonly SnapshotPart[]): R;
}

declare module "vitest" {
  // Not `Matchers`, which vitest has since 3.2.
  // oxlint-disable-next-line typescript/no-explicit-any, no-unused-vars -- merged interfaces repeat the parameters
  interface Assertion<T = any> extends TranscriptMatchers {}
  interface AsymmetricMatchersContaining extends TranscriptMatchers {}
}

const asResult = ({ pass, message }: Match): { pass: boolean; message: () => string } => ({
  pass,
  message: () => message,
});

expect.extend({
  toSucceed: (run: unknown) => asResult(succeeds(transcriptOf(run, "toSucceed"))),
  toWriteEvent: (run: unknown, wish?: EventWish) =>
    asResult(writesEvent(transcriptOf(run, "toWriteEvent"), wish)),
  toBeModactionResult: (run: unknown) =>
    asResult(isModactionResult(transcriptOf(run, "toBeModactionResult"))),
  toLogStatus: (run: unknown, status: string) =>
    asResult(logsStatus(transcriptOf(run, "toLogStatus"), status)),
  toCallRest: (run: unknown, method: string, path: string) =>
    asResult(callsRest(transcriptOf(run, "toCallRest"), method, path)),
  toCallHttp: (run: unknown, method: string, url: string, body?: HttpBody) =>
    asResult(callsHttp(transcriptOf(run, "toCallHttp"), method, url, body)),
  toMatchTranscriptSnapshot(run: unknown, parts?: readonly SnapshotPart[]) {
    if (this.isNot) throw new TypeError("toMatchTranscriptSnapshot() cannot be used with `not`");
    const text = transcriptSnapshot(transcriptOf(run, "toMatchTranscriptSnapshot"), parts ?? true);
    // A concurrent test has an `expect` of its own. vitest tells its test here since 3.2.
    const expectInTest = this.task?.context.expect ?? expect;
    expectInTest(text).toMatchSnapshot();
    return { pass: true, message: () => "" };
  },
});

function transcriptOf(value: unknown, matcher: string): Transcript {
  if (value instanceof Promise)
    throw new TypeError(
      `${matcher}() needs a transcript: write expect(await sendAlert(…)).${matcher}()`,
    );
  if (isTranscript(value)) return value;
  throw new TypeError(`${matcher}() needs what sendAlert returns, not ${typeof value}`);
}

function isTranscript(value: unknown): value is Transcript {
  return typeof value === "object" && value !== null && "invocations" in value;
}

/** After our own time limit, which gives a transcript, and vitest's would not. */
const GRACE_MS = 15_000;

/**
 * Makes a vitest test of each case of the scenario files, with its name and its failures. Call it at the top of a test file.
 *
 * @example
 * await scenarioTests({ root: import.meta.dirname, paths: ["../my-addon"] });
 */
export async function scenarioTests(options: ScenarioTestsOptions = {}): Promise<void> {
  const files = await openScenarioTests(options);
  if (files.length === 0) {
    it("finds scenario files", () => {
      throw new Error("there is no ar-sim.test.yaml and no *.ar.yaml here");
    });
  }
  for (const { file, problem, cases } of files) {
    describe(file, () => {
      if (problem !== undefined) {
        it("can be read", () => {
          throw new Error(problem);
        });
      }
      for (const testCase of cases) {
        const test = testFor(testCase, options);
        test(testCase.title, { timeout: testCase.timeLimitMs + GRACE_MS }, () => testCase.run());
      }
    });
  }
}

function testFor({ isSkipped }: ScenarioTest, options: ScenarioTestsOptions) {
  if (isSkipped) return it.skip;
  return options.isConcurrent === true ? it.concurrent : it;
}

/** A stand-in for splunkd that ends with the test that asked for it, whether it passes or throws. */
export async function useSplunkd(
  options: Parameters<typeof startSplunkd>[0] = {},
): ReturnType<typeof startSplunkd> {
  const splunkd = await startSplunkd(options);
  onTestFinished(() => splunkd[Symbol.asyncDispose]());
  return splunkd;
}

export type { EventWish, Match, ScenarioTestsOptions, TranscriptMatchers };
