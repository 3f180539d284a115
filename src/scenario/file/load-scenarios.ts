/** All scenario files of a run, read and checked before anything is started. */
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type { Problem } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import type { FileReport } from "../report/report.ts";
import { readScenario } from "./read-scenario.ts";
import type { ReadScenario, ScenarioCase } from "./scenario.ts";

export interface LoadedScenarios {
  readonly files: readonly FileReport[];
  readonly cases: readonly ScenarioCase[];
}

export function loadScenarios(
  root: string,
  paths: readonly string[],
  options: { readonly maxCells?: number | undefined } = {},
): LoadedScenarios {
  const files: FileReport[] = [];
  const cases: ScenarioCase[] = [];
  for (const path of paths) {
    const file = relative(root, path).split(sep).join("/");
    const read = readFile(path, file, options.maxCells);
    files.push({ file, durationMs: 0, errors: read.errors, warnings: read.warnings });
    cases.push(...read.cases);
  }
  return { files, cases };
}

function readFile(path: string, file: string, maxCells: number | undefined): ReadScenario {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return { cases: [], errors: [unreadable(file, messageOf(error))], warnings: [] };
  }
  return readScenario({ path, file, text, maxCells });
}

function unreadable(file: string, why: string): Problem {
  return {
    code: "SCENARIO_UNREADABLE",
    message: `cannot read the scenario file: ${why}`,
    hint: "Check that you may read it.",
    where: { file },
  };
}
