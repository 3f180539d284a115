/**
 * Which lines of an add-on's own Python files the runs reach. coverage.py measures, in the interpreter of each script and
 * each handler, and is led back to the user's own files afterwards. Ground: coverage.py's documentation of its
 * configuration, `[run]`, `[paths]`, and of subprocesses.
 */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Addon } from "../../addon/addon.ts";
import { removeTree } from "../home/remove-tree.ts";
import { NO_TOOLING, type Tooling } from "../home/tooling.ts";
import { toolFolder } from "../interpreters/tool-folder.ts";
import { ownPythonFiles } from "./own-files.ts";
import { findReporter, type MeasuredBy } from "./find-reporter.ts";
import { type CoverageFiles, type CoverageReport, reportCoverage } from "./report-coverage.ts";

export interface Measurement extends AsyncDisposable {
  /** For the request of each run. */
  readonly tooling: Tooling;
  /**
   * `python`: the interpreter that the user asked for.
   *
   * @throws HarnessError SANDBOX_NO_COVERAGE where nothing could be measured.
   */
  report(outputs: CoverageFiles, python?: string): Promise<CoverageReport>;
}

export type MeasuredApp = Pick<Addon, "root" | "appId" | "tree">;

/** Below the folder of a measurement. */
const DATA = "data";
const PLAIN = "plain.rc";

/** What coverage.py would write to the script's own stderr. */
const SILENCED = [
  "couldnt-parse",
  "trace-changed",
  "module-not-python",
  "module-not-imported",
  "module-not-measured",
  "no-data-collected",
  "already-imported",
  "include-ignored",
  "no-ctracer",
  "no-sysmon",
];

export function startMeasurement(apps: readonly MeasuredApp[]): Measurement {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-coverage-")));
  layMeasurement(apps, folder);
  return {
    tooling: measuringInto(folder),
    report: (outputs, python) => reportMeasurement(apps, folder, outputs, python),
    async [Symbol.asyncDispose]() {
      await removeTree(folder);
    },
  };
}

/** Lays out an empty folder for a measurement. Several processes of ar-sim may measure into it. */
export function layMeasurement(apps: readonly MeasuredApp[], folder: string): void {
  const data = join(folder, DATA);
  mkdirSync(data);
  const measured = apps.map((app) => ({
    root: app.root,
    appId: app.appId,
    files: ownPythonFiles(app),
  }));
  const plain = configOf(measured, join(data, ".coverage"));
  writeFileSync(join(folder, PLAIN), plain);
  // Unknown to older ones. Windows has no fork.
  const patch = process.platform === "win32" ? "_exit" : "_exit, fork";
  writeFileSync(join(folder, "patching.rc"), plain.replace("[run]\n", `[run]\npatch = ${patch}\n`));
}

/** For the request of each run that is measured into this folder. */
export function measuringInto(folder: string): Tooling {
  return {
    ...NO_TOOLING,
    env: { STAND_IN_COVERAGE: folder, STAND_IN_TOOLS: toolFolder() },
    writable: [folder],
    shown: [toolFolder()],
  };
}

/**
 * What was measured into the folder. `python`: the interpreter that the user asked for.
 *
 * @throws HarnessError SANDBOX_NO_COVERAGE where nothing could be measured.
 */
export async function reportMeasurement(
  apps: readonly MeasuredApp[],
  folder: string,
  outputs: CoverageFiles,
  python?: string,
): Promise<CoverageReport> {
  const files = apps.flatMap((app) => ownPythonFiles(app).map((path) => join(app.root, path)));
  const reporter = await findReporter(wordsIn(folder), python);
  const where = { config: join(folder, PLAIN), data: join(folder, DATA) };
  return reportCoverage({ ...where, files, outputs }, reporter);
}

interface MeasuredFiles {
  readonly root: string;
  readonly appId: string;
  readonly files: readonly string[];
}

function configOf(apps: readonly MeasuredFiles[], dataFile: string): string {
  const include = apps.flatMap(({ appId, files }) =>
    files.map((path) => `    */etc/apps/${escaped(appId)}/${escaped(path)}`),
  );
  const paths = apps.flatMap(({ root, appId }, number) => [
    `app${number} =`,
    `    ${root.replaceAll("$", "$$$$")}`,
    `    */etc/apps/${escaped(appId)}`,
  ]);
  return [
    "[run]",
    "branch = True",
    "parallel = True",
    `data_file = ${dataFile.replaceAll("$", "$$$$")}`,
    "include =",
    // Without a pattern, coverage.py would measure all.
    ...(include.length > 0 ? include : ["    */etc/apps/-"]),
    "disable_warnings =",
    ...SILENCED.map((name) => `    ${name}`),
    "[paths]",
    ...paths,
    "",
  ].join("\n");
}

/** As coverage.py reads a pattern: `$` starts a variable. */
function escaped(text: string): string {
  return text.replaceAll("$", "$$$$");
}

/** Each Python that ran left a word: its version, and whether it has coverage.py. Scripts may write here too. */
function wordsIn(folder: string): MeasuredBy[] {
  return readdirSync(folder).flatMap((name) => {
    const [, version, word] = /^by-(\d+\.\d+)-(with|without)$/.exec(name) ?? [];
    return version === undefined ? [] : [{ version, hasCoverage: word === "with" }];
  });
}
