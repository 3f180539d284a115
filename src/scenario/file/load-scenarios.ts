/** All scenario files of a run, read and checked before anything is started. */
import { dirname, relative, sep } from "node:path";
import type { Problem } from "../../errors.ts";
import { reasonOf } from "../../host/files/file-fault.ts";
import { linkBounds } from "../../host/files/link-bounds.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import type { FileReport } from "../report/report.ts";
import { readScenario } from "./read-scenario.ts";
import type { ReadScenario, ScenarioCase } from "./scenario.ts";

export interface LoadedScenarios {
  readonly files: readonly FileReport[];
  readonly cases: readonly ScenarioCase[];
}

export interface LoadOptions {
  readonly maxCells?: number | undefined;
  /** Users or roles that each case runs as. */
  readonly roles?: readonly string[] | undefined;
  /** A link to a scenario file may lead out of its folder. */
  readonly followLinks?: boolean | undefined;
  /** Folder of the add-on, whatever the files say. */
  readonly addon?: string | undefined;
}

/** Far more than anybody writes. */
const MOST_BYTES = 16 * 2 ** 20;

export function loadScenarios(
  root: string,
  paths: readonly string[],
  options: LoadOptions = {},
): LoadedScenarios {
  const files: FileReport[] = [];
  const cases: ScenarioCase[] = [];
  for (const path of paths) {
    const file = relative(root, path).split(sep).join("/");
    const read = readFile(path, file, options);
    files.push({ file, durationMs: 0, errors: read.errors, warnings: read.warnings });
    cases.push(...read.cases.map((scenario) => withLinks(scenario, options.followLinks)));
  }
  return { files, cases };
}

function withLinks(scenario: ScenarioCase, followLinks: boolean | undefined): ScenarioCase {
  return followLinks === true
    ? { ...scenario, addon: { ...scenario.addon, followLinks } }
    : scenario;
}

function readFile(
  path: string,
  file: string,
  { maxCells, roles, followLinks, addon }: LoadOptions,
): ReadScenario {
  let text: string;
  try {
    const bounds = linkBounds(dirname(path), followLinks);
    text = readRegularText(path, { most: MOST_BYTES, bounds });
  } catch (error) {
    return { cases: [], errors: [unreadable(file, reasonOf(error))], warnings: [] };
  }
  return readScenario({ path, file, text, maxCells, roles, addon });
}

function unreadable(file: string, why: string): Problem {
  return {
    code: "SCENARIO_UNREADABLE",
    message: `the scenario file is not read: it ${why}`,
    hint: "Put a regular file that you may read in its place. --follow-links reads a link out of its folder.",
    where: { file },
  };
}
