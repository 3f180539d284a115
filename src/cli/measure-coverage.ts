/** Around the runs of a command: measures what they reach of the add-on's own Python, and says it at the end. */
import type { FenceRequest } from "../run/send-alert-request.ts";
import type { MeasuredApp } from "../sandbox/measure/measurement.ts";
import { printableBlock } from "../text/printable.ts";
import type { CommandLine } from "./command-line/command-page.ts";
import { EXIT } from "./exit-code.ts";
import { coverageOf } from "./options/coverage-options.ts";

/** What each run needs to be measured. */
export type MeasuredRequest = Pick<FenceRequest, "tooling">;

/**
 * `run` starts the runs, and gives the exit code. `measuring` takes the request apart that is measured: without
 * `--coverage` nothing is added to it.
 */
export async function measureCoverage(
  line: CommandLine,
  apps: () => readonly MeasuredApp[],
  python: string | undefined,
  run: (
    measuring: <Request extends MeasuredRequest>(request: Request) => Request,
  ) => Promise<number>,
): Promise<number> {
  const wish = coverageOf(line);
  if (wish === undefined) return run((request) => request);
  const { startMeasurement } = await import("../sandbox/measure/measurement.ts");
  await using measurement = startMeasurement(apps());
  const { tooling } = measurement;
  const code = await run((request) => ({ ...request, tooling }));
  if (code === EXIT.interrupted) return code;
  const { total, text } = await measurement.report(wish["coverage-report"], python);
  process.stderr.write(`\ncoverage of your own Python files\n\n${printableBlock(text)}`);
  const least = wish["coverage-min"];
  if (least === undefined || (total !== null && total >= least)) return code;
  const reached = total === null ? "nothing was measured" : `${total.toFixed(1)} % were reached`;
  process.stderr.write(`error: --coverage-min ${least}: ${reached}\n`);
  return code === EXIT.good ? EXIT.verdictFailed : code;
}
