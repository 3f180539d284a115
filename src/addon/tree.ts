/** The part of a file system that the add-on room needs. A test can use a literal tree instead of a folder. */
import { readFileSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { systemCode } from "../host/caught.ts";

export interface Tree {
  /** Absolute path on disk, or `/memory`. */
  readonly root: string;
  /** The prefix of paths in messages: `<root>/`, or `my-addon.spl:` when the folder was unpacked from a package. */
  readonly shownRoot: string;
  /** Entries of a folder, sorted; empty when it is not there. */
  list(folder: string): readonly TreeEntry[];
  /** Bytes of a file, undefined when it is not there. Throws what `fs` throws when unreadable. */
  read(path: string): Buffer | undefined;
  /** Files that lie over those of the folder, by path; the sandbox writes them into its copy. */
  readonly laidOver?: ReadonlyMap<string, string>;
  /** Whether the file may be executed; always true on Windows and in a literal tree. */
  canExecute(path: string): boolean;
}

export interface TreeEntry {
  readonly name: string;
  /** Of a link: whether its target is a folder. */
  readonly isFolder: boolean;
  /** The target of a symbolic link, as it is written. */
  readonly linksTo?: string | undefined;
}

/** What a literal tree may hold instead of a text. */
export interface LiteralLink {
  readonly linksTo: string;
}

/** Turns a path as messages name it into the path inside the tree. A path of another tree stays unchanged. */
export function pathInside({ shownRoot }: Tree, shown: string): string {
  return shown.startsWith(shownRoot) ? shown.slice(shownRoot.length) : shown;
}

/** The tree itself in a message: its folder, or the package that it was unpacked from. */
export function shownName({ shownRoot }: Tree): string {
  return shownRoot.slice(0, -1);
}

export function folderTree(root: string, shownRoot: string = `${root}/`): Tree {
  return {
    root,
    shownRoot,
    list(folder) {
      try {
        return readdirSync(join(root, folder), { withFileTypes: true })
          .map((entry): TreeEntry =>
            entry.isSymbolicLink()
              ? linkEntry(join(root, folder, entry.name), entry.name)
              : { name: entry.name, isFolder: entry.isDirectory() },
          )
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    read(path) {
      try {
        return readFileSync(join(root, path));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
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

/**
 * A tree held in memory: path → text. `{ 'default/app.conf': '…' }`. A link in it points to one of its files, or to
 * nothing.
 */
export function literalTree(files: Readonly<Record<string, string | Buffer | LiteralLink>>): Tree {
  const paths = Object.keys(files);
  return {
    root: "/memory",
    shownRoot: "/memory/",
    list(folder) {
      const prefix = folder === "" || folder === "." ? "" : `${folder}/`;
      const isFolderByName = new Map<string, boolean>();
      for (const path of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name, ...rest] = path.slice(prefix.length).split("/");
        if (name !== undefined) isFolderByName.set(name, rest.length > 0);
      }
      return [...isFolderByName]
        .map(([name, isDir]): TreeEntry => {
          const value = isDir ? undefined : files[`${prefix}${name}`];
          const isLink = typeof value === "object" && "linksTo" in value;
          return { name, isFolder: isDir, linksTo: isLink ? value.linksTo : undefined };
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read(path) {
      if (!Object.hasOwn(files, path)) return undefined;
      const value = files[path] ?? "";
      if (typeof value === "string" || Buffer.isBuffer(value)) return Buffer.from(value);
      const target = files[posix.join(posix.dirname(path), value.linksTo)];
      return typeof target === "string" ? Buffer.from(target) : undefined;
    },
    canExecute: () => true,
  };
}

function linkEntry(path: string, name: string): TreeEntry {
  try {
    return { name, isFolder: isFolder(path), linksTo: readlinkSync(path).replaceAll("\\", "/") };
  } catch {
    return { name, isFolder: false };
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR";
}
