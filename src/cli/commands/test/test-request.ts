/** The command line of `ar-sim test` as the library wants it. */
import type { RunScenariosOptions } from "../../../scenario/run/run-scenarios.ts";
import { SPLUNK_OPTIONS, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { fenceRequestOf } from "../../options/fence-options.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { CHOICE_OPTIONS, RUN_OPTIONS } from "./test-page.ts";

export type TestRequest = Omit<RunScenariosOptions, "root">;

export function readTestRequest(line: CommandLine): TestRequest {
  const chosen = line.of(CHOICE_OPTIONS);
  const { bail, ci, repeat, retries, workers, ...limits } = line.of(RUN_OPTIONS);
  if (repeat !== undefined && repeat > 1 && retries !== undefined && retries > 0) {
    throw usage("--repeat and --retries cannot be used together", {
      hint: "Use --repeat to find flaky cases, or --retries to tolerate them.",
    });
  }
  return {
    paths: line.positionals,
    pattern: chosen["test-name-pattern"],
    onlyLastFailed: chosen["last-failed"],
    changedSince: chosen.changed,
    shard: chosen.shard,
    bail,
    retries,
    repeat,
    workers,
    timeLimitMs: limits["time-limit"],
    maxCells: limits["max-cells"],
    roles: limits.roles,
    faults: limits.faults,
    followLinks: limits["follow-links"],
    fence: { ...fenceRequestOf(line), processes: limits.processes },
    splunkVersion: line.of(SPLUNK_OPTIONS)["splunk-version"],
    traceExceptions: line.of(TRACE_OPTIONS)["trace-exceptions"],
    isOnlyChecked: ci || isCi(),
  };
}

/** As most tools read the variable that build services set. */
function isCi(): boolean {
  const value = process.env["CI"]?.toLowerCase() ?? "";
  return value !== "" && value !== "0" && value !== "false";
}
