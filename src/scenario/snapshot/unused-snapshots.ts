/** Snapshots that no case asks for: of cases that were renamed or taken away, and of scenario files that are gone. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LoadedScenarios } from "../file/load-scenarios.ts";
import { SNAPSHOT_FOLDER, snapshotPathOf, snapshotsIn } from "./snapshot-files.ts";

/** Absolute paths, sorted; `root`: the folder that files are relative to. Files that cannot be read keep what they have. */
export function unusedSnapshots({ files, cases }: LoadedScenarios, root: string): string[] {
  const absolute = (file: string): string => join(root, file);
  const asked = new Set(
    cases
      .filter((one) => (one.expect?.snapshot ?? false) !== false)
      .map((one) => snapshotPathOf(one, root)),
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
      // A scenario file that was not part of this run is no proof of anything.
      if (!isRead && existsSync(join(folder, name))) return [];
      return accepted.filter((path) => !asked.has(path));
    })
    .sort();
}

function foldersIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
