/** Every file of an add-on, as paths with slashes. Folders of tools are left out: they are no part of the app. */
import type { Tree } from "../addon/tree.ts";

const NOT_THE_APP = new Set([".git", ".hg", ".svn", "node_modules", ".venv", "venv", ".tox"]);
/** Deeper than any app; ends links that lead back up. */
const MAX_DEPTH = 20;

export function listFiles(tree: Tree): string[] {
  const found: string[] = [];
  walk(tree, "", 0, found);
  return found;
}

function walk(tree: Tree, folder: string, depth: number, found: string[]): void {
  if (depth > MAX_DEPTH) return;
  for (const { name, isFolder } of tree.list(folder)) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (!isFolder) found.push(path);
    else if (!NOT_THE_APP.has(name)) walk(tree, path, depth + 1, found);
  }
}
