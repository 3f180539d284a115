/** `ar-sim test`: scenarios in, reports out. */
import { resolve } from "node:path";
import type { Addon } from "../../../addon/addon.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { HarnessError } from "../../../errors.ts";
import { discover } from "../../../scenario/file/discover.ts";
import { loadScenarios } from "../../../scenario/file/load-scenarios.ts";
import { writeLastRun } from "../../../scenario/plan/last-run.ts";
import type { TestReport } from "../../../scenario/report/report.ts";
import { runScenarios } from "../../../scenario/run/run-scenarios.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { debugRuns } from "../../debug-runs.ts";
import { EXIT, exitCodeOfReport } from "../../exit-code.ts";
import { measureCoverage } from "../../measure-coverage.ts";
import { onInterrupt } from "../../on-interrupt.ts";
import { REPORTER_OPTIONS } from "../../options/reporter-options.ts";
import { openReporters } from "../../report/open-reporters.ts";
import { RUN_OPTIONS } from "./test-page.ts";
import { readDraftWish } from "./read-draft-wish.ts";
import { readTestRequest, type TestRequest } from "./test-request.ts";

/** With a person who stops scripts: one case after the other, for as long as it takes. */
const STOPPED = { workers: 1, timeLimitMs: 2 ** 31 - 1 };

type Run = (changes: TestRequest) => Promise<TestReport>;

export async function test(line: CommandLine): Promise<number> {
  const root = process.cwd();
  const interrupt = onInterrupt();
  const request = await withDrafts(line, root, interrupt.signal);
  if (typeof request === "number") return request;
  const asked = line.of(REPORTER_OPTIONS).reporter;
  const reporters = await openReporters(asked);
  const run: Run = async (changes) => {
    const report = await runScenarios({
      ...request,
      signal: interrupt.signal,
      ...changes,
      root,
      progress: reporters.progress,
    });
    // All shards must split the cases alike, so only `merge-reports` writes what they are balanced by.
    if (request.shard === undefined && !writeLastRun(root, report.cases))
      process.stderr.write("warning: cannot write .ar-sim/last-run.json\n");
    return report;
  };
  if (line.of(RUN_OPTIONS).watch) {
    const { watchScenarios } = await import("./watch-scenarios.ts");
    return watchScenarios({
      root,
      signal: interrupt.signal,
      pattern: request.pattern,
      folders: () => foldersOf(request, root),
      written: new Set(asked.flatMap(({ file }) => (file === undefined ? [] : resolve(file)))),
      async run(changes) {
        const report = await run(changes);
        const hasRun = report.cases.length > 0 || report.totals.brokenFiles > 0;
        // Nothing to report where a saved file affects no case.
        if (changes.touched === undefined || hasRun) await reporters.write(report);
      },
    });
  }
  const apps = (): Addon[] => foldersOf(request, root).map((folder) => loadAddon(folder));
  return debugRuns(line, { apps, signal: interrupt.signal, areMany: true }, (hold) =>
    measureCoverage(line, apps, undefined, async (measuring) => {
      const fence = measuring({ ...request.fence, ...hold.tooling });
      const report = await run({
        fence,
        ...(hold.isOn ? { ...STOPPED, signal: hold.signal } : {}),
      });
      if (!interrupt.signal.aborted) hold.throwIfFailed();
      interrupt.release();
      const areWritten = await reporters.write(report);
      if (hasMatchedNothing(report)) throw noneMatched(request);
      return areWritten ? exitCodeOfReport(report) : EXIT.harness;
    }),
  );
}

/** With --init or --fuzz, only the new files run, and nothing is let out. A number: that ends it. */
async function withDrafts(
  line: CommandLine,
  root: string,
  signal: AbortSignal,
): Promise<TestRequest | number> {
  const request = readTestRequest(line);
  const wish = readDraftWish(line, request);
  if (wish === undefined) return request;
  const { writeDrafts } = await import("./write-drafts.ts");
  const fence = { ...request.fence, network: "deny" } as const;
  try {
    const paths = await writeDrafts(root, wish, { ...request, fence, signal });
    return paths.length === 0 ? EXIT.good : { ...request, fence, paths };
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    throw error;
  }
}

/** The folders of the add-ons in the scenario files, which may be outside `root`. */
function foldersOf({ paths = [], followLinks }: TestRequest, root: string): readonly string[] {
  const { cases } = loadScenarios(root, discover(root, paths), { followLinks });
  return [...new Set(cases.flatMap((scenario) => [scenario.addon.root, ...scenario.addon.also]))];
}

function hasMatchedNothing({ cases, shard, totals }: TestReport): boolean {
  // One of several shards may have no case.
  const matched = shard?.casesInAll ?? cases.length;
  return matched === 0 && totals.brokenFiles === 0;
}

function noneMatched({ pattern, onlyLastFailed, changedSince }: TestRequest): HarnessError {
  const narrow = [
    pattern === undefined ? "" : `-t ${pattern}`,
    onlyLastFailed === true ? "--last-failed" : "",
    changedSince === undefined ? "" : "--changed",
  ].filter((word) => word !== "");
  return narrow.length === 0
    ? new HarnessError("SCENARIO_NONE", "no scenario file here or in any folder below", {
        hint: "Run `ar-sim test --init` in the folder of your add-on to write a first one.",
      })
    : new HarnessError("SCENARIO_NONE", `no case matches ${narrow.join(" ")}`, {
        hint: `Leave out ${narrow.length === 1 ? "this option" : "these options"} to run all cases.`,
      });
}
