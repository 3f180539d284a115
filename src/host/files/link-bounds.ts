/**
 * How far the symbolic links of a folder may lead: within it, or within the git checkout that it lies in, where add-ons
 * share files. A link elsewhere could show what is not the add-on's, or a whole disk.
 */
import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { lazy } from "../lazy.ts";

export interface LinkBounds {
  /** The folder itself, without links. */
  readonly root: string;
  /** `real` is where `path` leads. What is reached without a link is always admitted. */
  admits(path: string, real: string): boolean;
  /** Where a folder leads, looked up once; undefined where it is not admitted or not there. */
  realFolder(folder: string): string | undefined;
}

/** `follows`: links may lead anywhere, since the user said so. */
export function linkBounds(folder: string, follows = false): LinkBounds {
  const named = resolve(folder);
  const root = realOf(named);
  const outer = lazy(() => checkoutOf(root) ?? root);
  const isPlain = (path: string, real: string): boolean =>
    join(root, relative(named, path)) === real;
  const admits = (path: string, real: string): boolean =>
    follows || isWithin(root, real) || isPlain(path, real) || isNear(real);
  const folders = new Map<string, string | undefined>();
  return {
    root,
    admits,
    realFolder(path) {
      if (!folders.has(path)) {
        const real = existingOf(path);
        folders.set(path, real !== undefined && admits(path, real) ? real : undefined);
      }
      return folders.get(path);
    },
  };

  /** A folder that the add-on lies in would bring the add-on again, and all that is beside it. */
  function isNear(real: string): boolean {
    return isWithin(outer(), real) && !isWithin(real, root);
  }
}

/** Whether a path is a folder or lies in it. Both are without links. */
export function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return (
    inside === "" || (inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))
  );
}

function realOf(folder: string): string {
  return existingOf(folder) ?? folder;
}

function existingOf(folder: string): string | undefined {
  try {
    return realpathSync.native(folder);
  } catch {
    return undefined;
  }
}

/** `.git` is a folder, or a file in worktrees and submodules. */
function checkoutOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}
