/** Finds scenario files: `ar-sim.test.yaml` and `*.ar.yaml`, or the same as JSON, below folders, and files by their names. */
import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { HarnessError } from "../../errors.ts";

const NAMES = /^(?:ar-sim\.test|.+\.ar)\.(?:ya?ml|json)$/;
const NOT_BELOW = /^(?:\..*|node_modules|__pycache__|__ar_snapshots__|venv|site-packages)$/;

/** Absolute, sorted, each once. */
export function discover(root: string, named: readonly string[]): string[] {
  const paths = named.length === 0 ? [root] : named.map((path) => resolve(root, path));
  const files = new Set<string>();
  for (const path of paths) {
    const kind = statSync(path, { throwIfNoEntry: false });
    if (kind === undefined) {
      throw new HarnessError("SCENARIO_UNREADABLE", `there is no file or folder ${path}`, {
        hint: "Name scenario files or folders. -t PATTERN chooses cases by name.",
        where: { file: path },
      });
    }
    if (kind.isDirectory()) for (const file of below(path)) files.add(file);
    else files.add(path);
  }
  return [...files].sort();
}

function below(folder: string): string[] {
  const entries = list(folder);
  return [
    ...entries
      .filter((entry) => !entry.isDirectory() && NAMES.test(entry.name))
      .map((entry) => join(folder, entry.name)),
    ...entries
      .filter((entry) => entry.isDirectory() && !NOT_BELOW.test(entry.name))
      .flatMap((entry) => below(join(folder, entry.name))),
  ];
}

/** Nothing of a folder that may not be read. */
function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
