/** Combines what was measured, and writes the reports. */
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { HarnessError } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { standIns } from "../python-path.ts";
import type { Reporter } from "./find-reporter.ts";

/** Files that the user asked for. */
export interface CoverageFiles {
  readonly xml?: string | undefined;
  readonly lcov?: string | undefined;
  /** A folder. */
  readonly html?: string | undefined;
}

export interface CoverageReport {
  /** Percent of the lines and branches; null where there are none. */
  readonly total: number | null;
  /** A table of the files, with the lines that were not reached. */
  readonly text: string;
}

export interface Measured {
  readonly config: string;
  /** The folder with what each process measured. */
  readonly data: string;
  /** Absolute paths of the user's own Python files. */
  readonly files: readonly string[];
  readonly outputs: CoverageFiles;
}

export async function reportCoverage(
  { config, data, files, outputs }: Measured,
  { python, tools }: Reporter,
): Promise<CoverageReport> {
  const { execa } = await import("execa");
  const absolute = (path: string | undefined): string | null =>
    path === undefined ? null : resolve(path);
  const wish = {
    tools,
    config,
    parts: readdirSync(data).map((name) => join(data, name)),
    files,
    xml: absolute(outputs.xml),
    lcov: absolute(outputs.lcov),
    html: absolute(outputs.html),
  };
  const result = await execa(python, [standIns.reportCoverage], {
    input: JSON.stringify(wish),
    reject: false,
  });
  try {
    const { total, text, problem } = JSON.parse(result.stdout) as Answer;
    if (problem === undefined) return { total, text };
    throw new Error(problem);
  } catch (cause) {
    const last = result.stderr?.trim().split("\n").at(-1) ?? "";
    const why = result.failed && last !== "" ? last : messageOf(cause);
    throw new HarnessError("SANDBOX_NO_COVERAGE", `coverage.py cannot report: ${why}`, {
      hint: `It is that of ${python}. Install its newest version: ar-sim python setup --with coverage.`,
      cause,
    });
  }
}

interface Answer extends CoverageReport {
  readonly problem?: string;
}
