/** A folder with files over it that are not on disk, for example another setting in local/ for one run. */
import type { Tree, TreeEntry } from "../tree.ts";

export function laidOverTree(tree: Tree, files: ReadonlyMap<string, string>): Tree {
  const paths = [...files.keys()];
  return {
    root: tree.root,
    shownRoot: tree.shownRoot,
    laidOver: files,
    list(folder) {
      const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
      const entries = new Map(tree.list(folder).map((entry) => [entry.name, entry]));
      for (const path of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name = "", ...rest] = path.slice(prefix.length).split("/");
        entries.set(name, { name, isFolder: rest.length > 0 } satisfies TreeEntry);
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read(path) {
      const text = files.get(path);
      return text === undefined ? tree.read(path) : Buffer.from(text);
    },
    fault: (path) => (files.has(path) ? undefined : tree.fault(path)),
    bounds: tree.bounds,
    canExecute: (path) => files.has(path) || tree.canExecute(path),
  };
}
