/**
 * Tries a case before it is written down, as `ar-sim test` would run it. Whatever the options and files say, nothing is
 * let out.
 */
import { join } from "node:path";
import { stringify } from "yaml";
import { HarnessError } from "../errors.ts";
import type { FenceRequest } from "../run/send-alert-request.ts";
import { truthOf } from "../run/truth.ts";
import { addConfigs } from "../scenario/file/add-configs.ts";
import { readScenario } from "../scenario/file/read-scenario.ts";
import type { CaseText, Given } from "../scenario/file/scenario.ts";
import type { CaseFailure } from "../scenario/report/report.ts";
import { type CaseRun, runCase } from "../scenario/run/run-case.ts";
import type { Transcript } from "../transcript.ts";

/** Some scripts wait and try again for minutes where nobody answers. */
const MOST_MS = 20_000;
const FILE = "ar-sim.test.yaml";

export interface Trial {
  readonly passed: boolean;
  readonly failures: readonly CaseFailure[];
  /** What really happened; null where nothing was run. */
  readonly transcript: Transcript | null;
  /** Takes out of a text of this run what differs from run to run, such as the folder of the sandbox. */
  readonly redact: (text: string) => string;
}

export interface Lab {
  /** Absolute folder of the add-on. */
  readonly root: string;
  /** What all cases of the file share. */
  try(text: CaseText, shared?: Given): Promise<Trial>;
}

export interface LabOptions {
  readonly root: string;
  readonly fence?: FenceRequest | undefined;
  readonly signal: AbortSignal;
  readonly timeLimitMs?: number | undefined;
  readonly splunkVersion?: string | undefined;
}

export function openLab(options: LabOptions): Lab {
  const { root, fence, signal, timeLimitMs = MOST_MS, splunkVersion } = options;
  const run: CaseRun = {
    root,
    isOnlyChecked: true,
    signal,
    addons: new Map(),
    splunkVersion,
    fence: { ...fence, network: "deny" },
  };
  return {
    root,
    async try(text, shared = {}) {
      signal.throwIfAborted();
      const file = stringify({ given: shared, cases: [text] }, { aliasDuplicateObjects: false });
      const read = readScenario({ path: join(root, FILE), file: FILE, text: file });
      const { cases, files } = await addConfigs(root, {
        files: [{ file: FILE, durationMs: 0, errors: read.errors, warnings: [] }],
        cases: read.cases,
      });
      const [problem] = files.flatMap(({ errors }) => errors);
      const [testCase] = cases;
      if (problem !== undefined || testCase === undefined)
        throw new HarnessError(
          problem?.code ?? "SCENARIO_NONE",
          problem?.message ?? "no case",
          problem ?? {},
        );
      const attempt = await runCase({ ...testCase, timeLimitMs }, run);
      const transcript =
        attempt.transcript === null ? null : truthOf(attempt.transcript).transcript;
      const { failures, redact } = attempt;
      return { passed: failures.length === 0, failures, transcript, redact };
    },
  };
}
