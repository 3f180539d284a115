/** The part of a file system that the add-on room needs. A test can use a literal tree instead of a folder. */
import { posix } from "node:path";
import type { LinkBounds } from "../host/files/link-bounds.ts";

export interface Tree {
  /** Absolute path on disk, or `/memory`. */
  readonly root: string;
  /** The prefix of paths in messages: `<root>/`, or `my-addon.spl:` when the folder was unpacked from a package. */
  readonly shownRoot: string;
  /** Entries of a folder, sorted; empty when it is not there or not read. */
  list(folder: string): readonly TreeEntry[];
  /** Bytes of a file; undefined when it is not there, or is not read for the reason that `fault` tells. */
  read(path: string): Buffer | undefined;
  /**
   * Why a file or folder that is there is not read, as `is a pipe, not a regular file`. undefined for one that is read,
   * and for one that is not there.
   */
  fault(path: string): string | undefined;
  /** How far its links may lead; undefined in a literal tree. */
  readonly bounds?: LinkBounds | undefined;
  /** Files that lie over those of the folder, by path; the sandbox writes them into its copy. */
  readonly laidOver?: ReadonlyMap<string, string>;
  /** Whether the file may be executed; always true on Windows and in a literal tree. */
  canExecute(path: string): boolean;
}

export interface TreeEntry {
  readonly name: string;
  /** Of a link: whether its target is a folder that is read. */
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
    fault(path) {
      const value = Object.hasOwn(files, path) ? files[path] : undefined;
      if (typeof value !== "object" || !("linksTo" in value)) return undefined;
      const target = posix.normalize(posix.join(posix.dirname(path), value.linksTo));
      const isOut = posix.isAbsolute(value.linksTo) || /^\.\.(?:\/|$)/.test(target);
      return isOut ? `is a link that leads out of its add-on, to ${value.linksTo}` : undefined;
    },
    canExecute: () => true,
  };
}
