/** `ar-sim test`: scenarios in, reports out. */
import { resolve } from "node:path";
import { HarnessError } from "../../errors.ts";
import { writeLastRun } from "../../scenario/plan/last-run.ts";
import { discover } from "../../scenario/file/discover.ts";
import { loadScenarios } from "../../scenario/file/load-scenarios.ts";
import type { TestReport } from "../../scenario/report/report.ts";
import { runScenarios, type RunScenariosOptions } from "../../scenario/run/run-scenarios.ts";
import { EXIT, exitCodeOfReport } from "../exit-code.ts";
import { onInterrupt } from "../on-interrupt.ts";
import { openReporters } from "../report/open-reporters.ts";
import { readTestOptions } from "../options/test-options.ts";

export async function test(argv: readonly string[]): Promise<number> {
  const options = readTestOptions(argv);
  const root = process.cwd();
  const written = options.isInit
    ? (await import("../init-scenarios.ts")).initScenarios(root)
    : undefined;
  const reporters = await openReporters(options.reporters);
  const interrupt = onInterrupt();
  const run = async (changes: Partial<RunScenariosOptions> = {}): Promise<TestReport> => {
    const report = await runScenarios({
      ...options.run,
      ...(written === undefined ? {} : { paths: [written] }),
      ...changes,
      root,
      signal: interrupt.signal,
      progress: reporters.progress,
    });
    // All shards must come to the same parts: what they are balanced by is written once they are joined.
    if (options.run.shard === undefined && !writeLastRun(root, report.cases))
      process.stderr.write("warning: .ar-sim/last-run.json cannot be written\n");
    return report;
  };
  if (options.isWatching) {
    const { watchScenarios } = await import("../watch-scenarios.ts");
    return watchScenarios({
      root,
      signal: interrupt.signal,
      pattern: options.run.pattern,
      folders: foldersOf(options.run.paths ?? [], root),
      written: new Set(
        options.reporters.flatMap(({ file }) => (file === undefined ? [] : resolve(file))),
      ),
      async run(changes) {
        const report = await run(changes);
        const hasRun = report.cases.length > 0 || report.totals.brokenFiles > 0;
        // Nothing to tell where a saved file bears on no case.
        if (changes.touched === undefined || hasRun) await reporters.write(report);
      },
    });
  }
  const report = await run();
  interrupt.release();
  const areWritten = await reporters.write(report);
  const code = exitCodeOfReport(report);
  // One shard of several may have no case.
  const matched = report.shard?.casesInAll ?? report.cases.length;
  if (matched === 0 && report.totals.brokenFiles === 0) throw noneMatched(options.run);
  return areWritten ? code : EXIT.harness;
}

/** Where the add-ons of the scenario files lie, which may be elsewhere. */
function foldersOf(paths: readonly string[], root: string): () => readonly string[] {
  return () => {
    const { cases } = loadScenarios(root, discover(root, paths), {});
    return [...new Set(cases.flatMap((one) => [one.addon.root, ...one.addon.also]))];
  };
}

function noneMatched(asked: ReturnType<typeof readTestOptions>["run"]): HarnessError {
  const narrow = [
    asked.pattern === undefined ? "" : `-t ${asked.pattern}`,
    asked.onlyLastFailed === true ? "--last-failed" : "",
    asked.changedSince === undefined ? "" : "--changed",
  ].filter((word) => word !== "");
  return new HarnessError(
    "SCENARIO_NONE",
    narrow.length === 0 ? "there is no scenario here" : `no case matched ${narrow.join(" ")}`,
    {
      hint:
        narrow.length === 0
          ? "Write ar-sim.test.yaml or tests/*.ar.yaml, or begin with `ar-sim test --init`."
          : "Leave it out to run all cases.",
    },
  );
}
