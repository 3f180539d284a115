/** Every file of an add-on, as paths with slashes. Folders of tools are left out: they are no part of the app. */
import { posix } from "node:path";
import type { Tree } from "../../addon/tree.ts";

const NOT_THE_APP = new Set([".git", ".hg", ".svn", "node_modules", ".venv", "venv", ".tox"]);
/** Deeper than any app. */
const MAX_DEPTH = 20;

export interface Listing {
  readonly files: readonly string[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
  /** Folders that were not looked into. */
  readonly leftOut: readonly string[];
}

export function listFiles(tree: Tree): Listing {
  const files: string[] = [];
  const links: { path: string; target: string }[] = [];
  const leftOut: string[] = [];
  walk("", 0, false);
  return { files, links, leftOut };

  function walk(folder: string, depth: number, isBehindLink: boolean): void {
    if (depth > MAX_DEPTH) return;
    for (const { name, isFolder, linksTo } of tree.list(folder)) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (linksTo !== undefined && !isBehindLink) links.push({ path, target: linksTo });
      if (!isFolder) files.push(path);
      else if (NOT_THE_APP.has(name)) leftOut.push(path);
      else if (linksTo === undefined) walk(path, depth + 1, isBehindLink);
      // A second link on the way, or one that leads back up, would multiply the tree without end.
      else if (!isBehindLink && !leadsUp(path, linksTo)) walk(path, depth + 1, true);
    }
  }

  function leadsUp(path: string, target: string): boolean {
    const here = posix.join(tree.root, path);
    const there = posix.resolve(posix.dirname(here), target);
    return there === "/" || here === there || here.startsWith(`${there}/`);
  }
}
