/** Lists the files of an add-on as paths with slashes, without folders of tools, which are not part of the app. */
import { posix } from "node:path";
import { readIni } from "../../addon/read/read-ini.ts";
import type { Tree, TreeEntry } from "../../addon/tree.ts";

const NOT_THE_APP = new Set([".git", ".hg", ".svn", "node_modules", ".venv", "venv", ".tox"]);
/** Deeper than any app. */
const MAX_DEPTH = 20;
/** As many as a package may hold. */
const MOST_FILES = 50_000;

export interface Listing {
  readonly files: readonly string[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
  /** Folders of tools. */
  readonly leftOut: readonly LeftOutFolder[];
  /** Folders that were not looked into, and why, in words that go on from their name. */
  readonly unseen: readonly UnseenFolder[];
}

export interface UnseenFolder {
  readonly path: string;
  readonly why: string;
}

export interface LeftOutFolder {
  readonly path: string;
  /** Set where the folder is a virtual environment of Python. */
  readonly environment?: PythonEnvironment | undefined;
}

export interface PythonEnvironment {
  /** Folder of the interpreter that it was made with. */
  readonly home: string;
  /** `3.11.2`. */
  readonly python: string | undefined;
}

interface Folder {
  readonly path: string;
  readonly depth: number;
  /** Whether a link leads to it. */
  readonly isBehindLink: boolean;
}

export function listFiles(tree: Tree): Listing {
  const files: string[] = [];
  const links: { path: string; target: string }[] = [];
  const leftOut: LeftOutFolder[] = [];
  const unseen: UnseenFolder[] = [];
  walk({ path: "", depth: 0, isBehindLink: false });
  return { files, links, leftOut, unseen };

  function walk(folder: Folder): void {
    const why = whyUnseen(folder);
    if (why !== undefined) {
      unseen.push({ path: folder.path, why });
      return;
    }
    const entries = tree.list(folder.path);
    const fault = entries.length === 0 ? tree.fault(folder.path) : undefined;
    if (fault !== undefined) unseen.push({ path: folder.path, why: fault });
    const isEnvironment = folder.depth > 0 && entries.some(({ name }) => name === "pyvenv.cfg");
    const environment = isEnvironment ? environmentIn(tree, folder.path) : undefined;
    if (environment !== undefined) leftOut.push({ path: folder.path, environment });
    else for (const entry of entries) see(folder, entry);
  }

  function whyUnseen({ depth }: Folder): string | undefined {
    if (depth > MAX_DEPTH) return `lies deeper than ${MAX_DEPTH} folders`;
    return files.length > MOST_FILES ? `lies behind ${MOST_FILES} other files` : undefined;
  }

  function see(folder: Folder, { name, isFolder, linksTo }: TreeEntry): void {
    const path = folder.path === "" ? name : `${folder.path}/${name}`;
    if (linksTo !== undefined && !folder.isBehindLink) links.push({ path, target: linksTo });
    if (!isFolder) files.push(path);
    else if (NOT_THE_APP.has(name)) leftOut.push({ path, environment: environmentIn(tree, path) });
    else if (linksTo === undefined) walk({ ...folder, path, depth: folder.depth + 1 });
    // A link behind a link, or one to a folder above, could repeat the tree without end.
    else if (!folder.isBehindLink && !leadsUp(path, linksTo))
      walk({ path, depth: folder.depth + 1, isBehindLink: true });
  }

  function leadsUp(path: string, target: string): boolean {
    const here = posix.join(tree.root, path);
    const there = posix.resolve(posix.dirname(here), target);
    return there === "/" || here === there || here.startsWith(`${there}/`);
  }
}

/** Ground: PEP 405: pyvenv.cfg with a key `home`. venv writes `version`, virtualenv `version_info`. */
function environmentIn(tree: Tree, folder: string): PythonEnvironment | undefined {
  const ini = readIni(tree.read(`${folder}/pyvenv.cfg`)?.toString("utf8") ?? "");
  const home = ini("", "home");
  if (home === undefined) return undefined;
  const version = ini("", "version") ?? ini("", "version_info");
  return { home, python: /^\d+\.\d+(?:\.\d+)?/.exec(version ?? "")?.[0] };
}
