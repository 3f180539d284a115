/** Finds snapshots that no case uses: the case was renamed or removed, or its scenario file is gone. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LoadedScenarios } from "../file/load-scenarios.ts";
import { SNAPSHOT_FOLDER, snapshotPathOf, snapshotsIn } from "./snapshot-files.ts";

/** Absolute paths, sorted; `root`: the folder that files are relative to. Those of scenario files that cannot be read count as used. */
export function unusedSnapshots({ files, cases }: LoadedScenarios, root: string): string[] {
  const absolute = (file: string): string => join(root, file);
  const asked = new Set(
    cases
      .filter((scenario) => (scenario.expect?.snapshot ?? false) !== false)
      .map((scenario) => snapshotPathOf(scenario, root)),
  );
  const unread = new Set(
    files.filter((file) => file.errors.length > 0).map((file) => absolute(file.file)),
  );
  const folders = new Set(files.map((file) => dirname(absolute(file.file))));
  return [...folders]
    .flatMap((folder) => foldersIn(join(folder, SNAPSHOT_FOLDER)).map((name) => ({ folder, name })))
    .filter(({ folder, name }) => !unread.has(join(folder, name)))
    .flatMap(({ folder, name }) => {
      const isRead = files.some((file) => absolute(file.file) === join(folder, name));
      const { accepted } = snapshotsIn(join(folder, SNAPSHOT_FOLDER, name));
      // The scenario file exists, but is not part of this run.
      if (!isRead && existsSync(join(folder, name))) return [];
      return accepted.filter((path) => !asked.has(path));
    })
    .sort();
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
