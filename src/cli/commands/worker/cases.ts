/** The requests about scenario files and snapshots. */
import type { Addon } from "../../../addon/addon.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import type { Problem } from "../../../errors.ts";
import { failuresText, problemText } from "../../../scenario/run/scenario-tests.ts";
import {
  readScenarioFile,
  runSingleCase,
  type ScenarioFile,
  type SingleReport,
} from "../../../scenario/run/single-cases.ts";
import { type ComparedSnapshot, compareSnapshot } from "../../../scenario/snapshot/compare-run.ts";
import { printable } from "../../../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import type { Surroundings } from "./methods.ts";
import { readFence, readRun } from "./read-given.ts";
import { isWatched, readWatch, watched } from "./watched.ts";

interface ListedCase {
  readonly id: string;
  /** Its name, with the cell of the matrix behind it. */
  readonly title: string;
  readonly line: number;
  readonly skippedBecause: string | null;
}

interface ListedFile {
  readonly cases: readonly ListedCase[];
  /** What is wrong with the file; empty where nothing is. */
  readonly problem: string;
  readonly warnings: readonly Problem[];
}

/** Files that were read, since a client asks for one case after the other. */
const files = new Map<string, ScenarioFile>();

export async function scenarios(given: Arguments): Promise<ListedFile> {
  const path = given.neededText("path");
  const app = given.text("app");
  given.refuseOthers();
  const file = await readScenarioFile(path, app);
  files.set(keyOf(path, app), file);
  return {
    cases: file.cases.map(({ id, name, cell, line, skippedBecause }) => ({
      id,
      title: printable(cell === null ? name : `${name} [${cell}]`),
      line,
      skippedBecause,
    })),
    problem: file.errors.map(problemText).join("\n"),
    warnings: file.warnings,
  };
}

interface RanCase extends SingleReport {
  /** The failures for people. */
  readonly text: string;
}

export async function runCase(given: Arguments, around: Surroundings): Promise<RanCase> {
  const path = given.neededText("path");
  const id = given.neededText("id");
  const app = given.text("app");
  const python = given.text("python");
  const isUpdated = given.flag("updateSnapshots");
  const isOnlyChecked = given.flag("checkSnapshots");
  const fence = readFence(given);
  const watch = readWatch(given);
  given.refuseOthers();
  const file = files.get(keyOf(path, app)) ?? (await readScenarioFile(path, app));
  const wish = { python, isUpdated, isOnlyChecked, isTimed: !isWatched(watch) };
  const report = await watched(
    watch,
    () => appsOf(file, id),
    around.signal,
    (hold) =>
      runSingleCase(path, file, id, {
        ...wish,
        fence: { ...fence, ...hold.tooling },
        signal: hold.signal,
      }),
  );
  return { ...report, text: failuresText(report.failures) };
}

function appsOf({ cases }: ScenarioFile, id: string): Addon[] {
  const folders = cases.flatMap((known) =>
    known.id === id ? [known.addon.root, ...known.addon.also] : [],
  );
  return folders.map((folder) => loadAddon(folder));
}

export async function snapshot(given: Arguments): Promise<ComparedSnapshot> {
  const place = { scenario: given.neededText("file"), name: given.neededText("name"), cell: null };
  const parts = given.texts("parts");
  const isUpdated = given.flag("updateSnapshots");
  const isOnlyChecked = given.flag("checkSnapshots");
  const run = readRun(given);
  return compareSnapshot(run, parts, { place, isUpdated, isOnlyChecked });
}

function keyOf(path: string, app: string | undefined): string {
  return JSON.stringify([path, app]);
}
