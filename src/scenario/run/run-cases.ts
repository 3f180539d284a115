/** Runs the cases of a plan side by side, until enough have failed, or one shows that no other can run either. */
import { HarnessError } from "../../errors.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import type { TestProgress } from "../report/progress.ts";
import type { CaseReport, TestReport } from "../report/report.ts";
import {
  attemptCase,
  type AttemptedCase,
  type Attempts,
  headOf,
  skippedCase,
} from "./attempt-case.ts";
import type { AttemptedSnapshot, CaseRun } from "./run-case.ts";
import { sideBySide } from "./side-by-side.ts";

export interface CasesOptions extends Attempts {
  readonly run: CaseRun;
  /** How many run at a time. */
  readonly workers: number;
  /** Stop after so many failures. */
  readonly bail: number;
  /** Failures before the first case: files that cannot be read. */
  readonly broken: number;
  /** For all cases, whatever their files say. */
  readonly timeLimitMs: number | undefined;
  readonly progress: TestProgress | undefined;
}

export interface RanCases {
  /** In the order of the plan. */
  readonly cases: readonly CaseReport[];
  readonly snapshots: readonly AttemptedSnapshot[];
  /** What kept ar-sim from going on; told once, not by each case. */
  readonly error: HarnessError | undefined;
  readonly stopped: TestReport["stopped"];
}

export async function runCases(
  cases: readonly ScenarioCase[],
  options: CasesOptions,
): Promise<RanCases> {
  const session = new Session(options);
  await sideBySide(cases, options.workers, (testCase) => session.run(testCase));
  return session.outcome(cases);
}

/** What the cases have come to so far. */
class Session {
  readonly #options: CasesOptions;
  readonly #reports = new Map<string, CaseReport>();
  readonly #snapshots: AttemptedSnapshot[] = [];
  #failures: number;
  #error: HarnessError | undefined;

  constructor(options: CasesOptions) {
    this.#options = options;
    this.#failures = options.broken;
  }

  async run(testCase: ScenarioCase): Promise<void> {
    const { progress } = this.#options;
    const because = this.#whyNot(testCase);
    if (because === null) progress?.started?.(headOf(testCase));
    const { report, snapshot } =
      because === null ? await this.#attempt(testCase) : notRun(testCase, because);
    if (report.status === "failed") this.#failures += 1;
    if (snapshot !== null) this.#snapshots.push(snapshot);
    this.#reports.set(testCase.id, report);
    progress?.ended?.(report);
  }

  outcome(cases: readonly ScenarioCase[]): RanCases {
    return {
      cases: cases.flatMap((testCase) => this.#reports.get(testCase.id) ?? []),
      snapshots: this.#snapshots,
      error: this.#error,
      stopped: this.#stopped(),
    };
  }

  #whyNot(testCase: ScenarioCase): string | null {
    const { run, bail } = this.#options;
    if (run.signal.aborted) return "the run was interrupted";
    if (this.#failures >= bail) return "--bail";
    return this.#error === undefined ? testCase.skippedBecause : CANNOT_GO_ON;
  }

  async #attempt(testCase: ScenarioCase): Promise<AttemptedCase> {
    const { run, timeLimitMs = testCase.timeLimitMs } = this.#options;
    try {
      return await attemptCase({ ...testCase, timeLimitMs }, run, this.#options);
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      this.#error ??= error;
      return notRun(testCase, CANNOT_GO_ON);
    }
  }

  #stopped(): TestReport["stopped"] {
    const { run, bail } = this.#options;
    if (run.signal.aborted) return "interrupt";
    if (this.#error !== undefined) return "error";
    return this.#failures > 0 && this.#failures >= bail ? "bail" : null;
  }
}

const CANNOT_GO_ON = "ar-sim could not go on";

function notRun(testCase: ScenarioCase, because: string): AttemptedCase {
  return { report: skippedCase(testCase, because), snapshot: null };
}
