/**
 * Runs scenarios again when a file is saved that bears on them. Each run reads everything anew, so no stale code is run.
 * Watching through `chokidar` 4: what editors' tools use, one dependency, MIT, Node 14 and newer.
 */
import { dirname, resolve } from "node:path";

export interface WatchOptions {
  readonly folders: readonly string[];
  /** Called with what was saved, once the writing has ended. */
  readonly onSaved: (files: ReadonlySet<string>) => void;
}

/** Saves that belong together come within so many milliseconds. */
const TOGETHER_MS = 40;

const LEFT_OUT =
  /(?:^|[\\/])(?:\.git|node_modules|__pycache__|\.ar-sim|\.venv)(?:[\\/]|$)|\.py[co]$|~$|\.sw[a-p]$/;

export async function watchFolders({ folders, onSaved }: WatchOptions): Promise<AsyncDisposable> {
  const { watch } = await import("chokidar");
  const saved = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([...outermost(folders)], {
    ignoreInitial: true,
    ignored: (path) => LEFT_OUT.test(path),
  });
  watcher.on("all", (_event, path) => {
    saved.add(resolve(path));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = new Set(saved);
      saved.clear();
      onSaved(files);
    }, TOGETHER_MS);
  });
  await new Promise<void>((done) => watcher.on("ready", () => done()));
  return {
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
