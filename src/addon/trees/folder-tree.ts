/** An add-on's folder on disk as a tree: nothing in it makes a reader wait, take all memory, or read another's files. */
import { readdirSync, readlinkSync, statSync, type Dirent } from "node:fs";
import { extname, join } from "node:path";
import { faultOf, isMissing, reasonOf } from "../../host/files/file-fault.ts";
import { type LinkBounds, linkBounds } from "../../host/files/link-bounds.ts";
import { MOST_BYTES, readRegular } from "../../host/files/read-regular.ts";
import type { Tree, TreeEntry } from "../tree.ts";

/** Far more than any add-on has of these. What is only looked up, such as a lookup, may have `MOST_BYTES`. */
const MOST_OF_CODE = 16 * 2 ** 20;
/** The largest .conf that is known, the searches of a content update, has some 10 MiB. */
const MOST_OF_CONF = 32 * 2 ** 20;
const MOST: Readonly<Record<string, number>> = {
  ".conf": MOST_OF_CONF,
  ".meta": MOST_OF_CONF,
  ".spec": MOST_OF_CONF,
  ".py": MOST_OF_CODE,
  ".js": MOST_OF_CODE,
  ".html": MOST_OF_CODE,
  ".xml": MOST_OF_CODE,
  ".json": MOST_OF_CODE,
  ".manifest": MOST_OF_CODE,
};

export interface FolderTreeOptions {
  /** See `Tree`. Default: the folder. */
  readonly shownRoot?: string | undefined;
  /** Links may lead anywhere. */
  readonly followLinks?: boolean | undefined;
}

export function folderTree(root: string, options: FolderTreeOptions = {}): Tree {
  const bounds = linkBounds(root, options.followLinks);
  /** What turned out when it was read, which may be more than one sees from outside. */
  const faults = new Map<string, string>();
  return {
    root,
    shownRoot: options.shownRoot ?? `${root}/`,
    bounds,
    list(folder) {
      const path = join(root, folder);
      if (faultOf(path, Number.POSITIVE_INFINITY, bounds) !== undefined) return [];
      return entriesIn(path, (error) => faults.set(folder, reasonOf(error)))
        .map((entry): TreeEntry => entryOf(path, entry, bounds))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read(path) {
      try {
        const bytes = readRegular(join(root, path), { most: mostOf(path), bounds });
        faults.delete(path);
        return bytes;
      } catch (error) {
        if (!isMissing(error)) faults.set(path, reasonOf(error));
        return undefined;
      }
    },
    fault: (path) => faults.get(path) ?? faultOf(join(root, path), mostOf(path), bounds),
    canExecute(path) {
      if (process.platform === "win32") return true;
      try {
        return (statSync(join(root, path)).mode & 0o111) !== 0;
      } catch {
        return false;
      }
    },
  };
}

function mostOf(path: string): number {
  return MOST[extname(path)] ?? MOST_BYTES;
}

function entriesIn(path: string, onError: (error: unknown) => void): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (!isMissing(error)) onError(error);
    return [];
  }
}

function entryOf(folder: string, entry: Dirent, bounds: LinkBounds): TreeEntry {
  const { name } = entry;
  if (!entry.isSymbolicLink()) return { name, isFolder: entry.isDirectory() };
  const path = join(folder, name);
  try {
    const linksTo = readlinkSync(path).replaceAll("\\", "/");
    const isRead = faultOf(path, Number.POSITIVE_INFINITY, bounds) === undefined;
    return { name, isFolder: isRead && isFolder(path), linksTo };
  } catch {
    return { name, isFolder: false };
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
