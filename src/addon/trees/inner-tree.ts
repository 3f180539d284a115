/** A folder inside a tree as a tree of its own. */
import { posix } from "node:path";
import type { Tree } from "../tree.ts";

export function innerTree(tree: Tree, folder: string): Tree {
  return {
    root: `${tree.root}/${folder}`,
    shownRoot: `${tree.shownRoot}${folder}/`,
    list: (path) => tree.list(posix.join(folder, path)),
    read: (path) => tree.read(posix.join(folder, path)),
    fault: (path) => tree.fault(posix.join(folder, path)),
    bounds: tree.bounds,
    canExecute: (path) => tree.canExecute(posix.join(folder, path)),
  };
}
