/** The reporters that were asked for: live words while the cases run, texts to their places at the end. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { HarnessError } from "../../errors.ts";
import { plain } from "../../reporters/text/paint.ts";
import type { TestProgress } from "../../scenario/report/progress.ts";
import type { TestReport } from "../../scenario/report/report.ts";
import { loadReporter } from "./load-reporter.ts";
import { paintFor } from "./paint-for.ts";
import { renderError } from "./render-error.ts";
import type { ReporterWish } from "../options/test-options.ts";

export interface OpenReporters {
  readonly progress: TestProgress;
  /** Gives whether all could be written; what could not is told on stderr, once each. */
  write(report: TestReport): Promise<boolean>;
}

export async function openReporters(wishes: readonly ReporterWish[]): Promise<OpenReporters> {
  const open = await Promise.all(
    wishes.map(async ({ name, file }) => ({ name, file, reporter: await loadReporter(name) })),
  );
  const paint = paintFor(process.stdout);
  const live = open
    .filter(({ file }) => file === undefined)
    .flatMap(
      ({ reporter }) => reporter.progress?.((text) => process.stdout.write(text), { paint }) ?? [],
    );
  return {
    progress: {
      planned: (plan) => live.forEach((one) => one.planned?.(plan)),
      started: (one) => live.forEach((other) => other.started?.(one)),
      ended: (one) => live.forEach((other) => other.ended?.(one)),
    },
    async write(report) {
      let areWritten = true;
      for (const { name, file, reporter } of open) {
        try {
          const text = await reporter.report(report, { paint: file === undefined ? paint : plain });
          if (file === undefined) process.stdout.write(text);
          else writeTo(resolve(file), text, name);
        } catch (error) {
          areWritten = false;
          const told =
            error instanceof HarnessError
              ? error
              : new HarnessError(
                  "SCENARIO_BAD_REPORTER",
                  `the reporter ${name} failed: ${(error as Error).message}`,
                  {
                    hint: "Mend the reporter; the run itself is told by the others.",
                    cause: error,
                  },
                );
          process.stderr.write(renderError(told, paintFor(process.stderr)));
        }
      }
      return areWritten;
    },
  };
}

function writeTo(path: string, text: string, name: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (cause) {
    throw new HarnessError(
      "SCENARIO_REPORT_UNWRITTEN",
      `the report ${name} cannot be written: ${(cause as Error).message}`,
      { hint: "See that the folder can be written to and has room.", where: { file: path }, cause },
    );
  }
}
