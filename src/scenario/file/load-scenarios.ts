/** All scenario files of a run, read and checked before anything is started. */
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type { FileReport } from "../report/report.ts";
import { readScenario } from "./read-scenario.ts";
import type { ScenarioCase } from "./scenario.ts";

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
    const text = readText(path);
    if (typeof text !== "string") {
      files.push({
        file,
        durationMs: 0,
        errors: [
          {
            code: "SCENARIO_UNREADABLE",
            message: `cannot read the scenario file: ${text.message}`,
            hint: "See that you may read it.",
            where: { file },
          },
        ],
        warnings: [],
      });
      continue;
    }
    const read = readScenario({ path, file, text, ...options });
    files.push({ file, durationMs: 0, errors: read.errors, warnings: read.warnings });
    cases.push(...read.cases);
  }
  return { files, cases };
}

function readText(path: string): string | Error {
  try {
    // An editor of Windows puts a mark in front.
    return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    return error as Error;
  }
}
