/**
 * Tells of files that are saved while scenarios are watched, but of none that the runs write themselves.
 * Watching through `chokidar` 4: what editors' tools use, one dependency, MIT, Node 14 and newer.
 */
import { fstatSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface WatchOptions {
  readonly folders: readonly string[];
  /** Files that the runs write, such as reports. Absolute. */
  readonly written?: ReadonlySet<string> | undefined;
  /** Called with what was saved, once the writing has ended. */
  readonly onSaved: (files: ReadonlySet<string>) => void;
}

export interface FolderWatch extends AsyncDisposable {
  /** Watches these folders too. */
  add(folders: readonly string[]): void;
}

/** Saves that belong together come within so many milliseconds. */
const TOGETHER_MS = 40;

/**
 * What no scenario depends on: the files of tools and editors, snapshots that wait for review, and logs, which may be
 * those of this run behind a pipe. An accepted snapshot is a file that cases do depend on.
 */
const LEFT_OUT =
  /(?:^|[\\/])(?:\.git|node_modules|__pycache__|\.ar-sim|\.venv)(?:[\\/]|$)|\.py[co]$|~$|\.sw[a-p]$|\.snap\.new$|\.log$/;

/** Resolves once changes are noticed. */
export async function watchFolders(options: WatchOptions): Promise<FolderWatch> {
  const { watch } = await import("chokidar");
  const saved = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([...outermost(options.folders)], {
    ignoreInitial: true,
    ignored: (path) => LEFT_OUT.test(path),
  });
  watcher.on("all", (event, name) => {
    const path = resolve(name);
    // A folder that comes or goes tells of its files too.
    if (event.endsWith("Dir") || options.written?.has(path) === true || isOwnOutput(path)) return;
    saved.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = new Set(saved);
      saved.clear();
      options.onSaved(files);
    }, TOGETHER_MS);
  });
  await new Promise<void>((done) => watcher.on("ready", () => done()));
  return {
    add(folders) {
      watcher.add([...outermost([...options.folders, ...folders])]);
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** A folder inside another that is watched needs no watch of its own. */
function outermost(folders: readonly string[]): Set<string> {
  const all = new Set(folders.map((folder) => resolve(folder)));
  for (const folder of all) {
    for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
      if (all.has(above)) all.delete(folder);
    }
  }
  return all;
}

const STDOUT = 1;
const STDERR = 2;

/** Whether standard output or standard error of this process is redirected to the file. */
function isOwnOutput(path: string): boolean {
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isFile() !== true) return false;
  return [STDOUT, STDERR].some((descriptor) => {
    const output = statOf(descriptor);
    return output !== undefined && output.dev === file.dev && output.ino === file.ino;
  });
}

function statOf(descriptor: number): Stats | undefined {
  try {
    return fstatSync(descriptor);
  } catch {
    // It was closed.
    return undefined;
  }
}
