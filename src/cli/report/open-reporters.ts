/** The reporters of a run: live text while the cases run, and the reports at the end. */
import { writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { makeFolder } from "../../host/files/make-folder.ts";
import type { TestReporter, TestReporterOptions } from "../../reporters/test/test-reporter.ts";
import { plain } from "../../reporters/text/paint.ts";
import type { TestProgress } from "../../scenario/report/progress.ts";
import type { TestReport } from "../../scenario/report/report.ts";
import type { AskedReporter } from "../options/reporter-options.ts";
import { type ChosenReporter, chooseReporters } from "./choose-reporters.ts";
import { loadReporter } from "./load-reporter.ts";
import { paintFor } from "./paint-for.ts";
import { pathFromRepository } from "./path-prefix.ts";
import { printError } from "./print-error.ts";

interface OpenReporters {
  readonly progress: TestProgress;
  /** Gives whether all could be written. For each that could not, stderr has an error. */
  write(report: TestReport): Promise<boolean>;
}

interface OpenReporter extends ChosenReporter {
  readonly reporter: TestReporter;
}

export async function openReporters(asked: readonly AskedReporter[]): Promise<OpenReporters> {
  const open: OpenReporter[] = await Promise.all(
    chooseReporters(asked).map(async (chosen) => ({
      ...chosen,
      reporter: await loadReporter(chosen.name),
    })),
  );
  const fromRepository = pathFromRepository(process.cwd());
  const onTerminal: TestReporterOptions = { paint: paintFor(process.stdout), fromRepository };
  const live = open
    .filter(({ isLive }) => isLive)
    .flatMap(
      ({ reporter }) => reporter.progress?.((text) => process.stdout.write(text), onTerminal) ?? [],
    );
  return {
    progress: {
      planned: (plan) => live.forEach((reporter) => reporter.planned?.(plan)),
      started: (result) => live.forEach((reporter) => reporter.started?.(result)),
      ended: (result) => live.forEach((reporter) => reporter.ended?.(result)),
    },
    async write(report) {
      let areWritten = true;
      for (const reporter of open) {
        const options = reporter.file === undefined ? onTerminal : { paint: plain, fromRepository };
        areWritten = (await writeReport(reporter, report, options)) && areWritten;
      }
      return areWritten;
    },
  };
}

async function writeReport(
  { name, file, reporter }: OpenReporter,
  report: TestReport,
  options: TestReporterOptions,
): Promise<boolean> {
  try {
    const text = await reporter.report(report, options);
    if (file === undefined) process.stdout.write(text);
    else writeTo(resolve(file), text, name);
    return true;
  } catch (error) {
    printError(error instanceof HarnessError ? error : failed(name, error));
    return false;
  }
}

function failed(name: string, cause: unknown): HarnessError {
  return new HarnessError(
    "SCENARIO_BAD_REPORTER",
    `the reporter ${name} failed: ${messageOf(cause)}`,
    {
      hint: "Fix the reporter. Its failure does not change the results.",
      cause,
    },
  );
}

function writeTo(path: string, text: string, name: string): void {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text);
  } catch (cause) {
    throw new HarnessError(
      "SCENARIO_REPORT_UNWRITTEN",
      `cannot write the report ${name}: ${messageOf(cause)}`,
      {
        hint: "Make the folder writable, and free some space if it is full.",
        where: { file: path },
        cause,
      },
    );
  }
}
