/** The Python files of an add-on that its author wrote: what is copied from others is not measured. */
import { posix } from "node:path";
import type { Addon } from "../../addon/addon.ts";
import { vendoredAmong } from "../../addon/sources/vendored.ts";

/** Where Splunk runs Python from. Tests and tools beside them are not the add-on. */
const FOLDERS = ["bin", "lib", "appserver"];
/** A tree of links or of a generator must not keep the measurement busy. */
const MOST_FILES = 20_000;
const DEEPEST = 16;

/** Paths in the add-on, with slashes. */
export function ownPythonFiles({ tree }: Pick<Addon, "tree">): string[] {
  const paths: string[] = [];
  const walk = (folder: string, depth: number): void => {
    for (const { name, isFolder, linksTo } of tree.list(folder)) {
      if (paths.length >= MOST_FILES) return;
      const path = posix.join(folder, name);
      if (!isFolder) paths.push(path);
      else if (linksTo === undefined && depth < DEEPEST && name !== "__pycache__")
        walk(path, depth + 1);
    }
  };
  for (const folder of FOLDERS) walk(folder, 1);
  const isVendored = vendoredAmong(paths);
  return paths.filter((path) => path.endsWith(".py") && !isVendored(path));
}
