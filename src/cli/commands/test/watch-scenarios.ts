/** `ar-sim test --watch`: runs the cases, then waits for a saved file or a key. The keys are those of vitest. */
import { relative, sep } from "node:path";
import { printable } from "../../../text/printable.ts";
import { createRunQueue, type RunRequest } from "../../../scenario/run/run-queue.ts";
import { watchFolders } from "../../../scenario/run/watch.ts";
import { EXIT } from "../../exit-code.ts";
import { printError } from "../../report/print-error.ts";
import { askName, onKeys } from "./watch-keys.ts";

export interface Watching {
  readonly root: string;
  /** Folders of the add-ons that the cases run. */
  folders(): readonly string[];
  /** Absolute paths of the reports that runs write. */
  readonly written: ReadonlySet<string>;
  /** Runs the cases, and reports on them. */
  run(request: RunRequest & { readonly signal: AbortSignal }): Promise<void>;
  /** Names of the cases to run, until the keys say otherwise. */
  readonly pattern: string | undefined;
  readonly signal: AbortSignal;
}

const WAITING = "\nWaiting for changes. a: all · f: failed · t: name · Enter: again · q: quit\n";

export async function watchScenarios(watching: Watching): Promise<number> {
  const { root, written } = watching;
  const quit = new AbortController();
  const signal = AbortSignal.any([watching.signal, quit.signal]);
  let { pattern } = watching;
  let running: Promise<void> = Promise.resolve();
  const run = async (request: RunRequest): Promise<void> => {
    try {
      if (request.touched !== undefined) process.stderr.write(changed(request.touched, root));
      await watching.run({ pattern, ...request, signal });
      watch.add(watching.folders());
    } catch (error) {
      printError(error);
    }
    if (!signal.aborted) process.stderr.write(WAITING);
  };
  const queue = createRunQueue((request) => (running = run(request)));
  // The watch starts before the first run, so that it misses no file that is saved during that run.
  const folders = [root, ...watching.folders()];
  await using watch = await watchFolders({ folders, written, onSaved: queue.saved });
  queue.ask({});
  const rename = (name: string | undefined): void => {
    pattern = name;
    queue.ask({});
  };
  const keys = onKeys({
    all: () => rename(undefined),
    failed: () => queue.ask({ onlyLastFailed: true }),
    again: () => queue.ask({}),
    // No run prints into the prompt: the current one ends first, and none starts meanwhile.
    async name() {
      const release = queue.hold();
      await running;
      const name = signal.aborted ? "" : await keys.released(() => askName(signal));
      if (!signal.aborted) rename(name === "" ? undefined : name);
      release();
    },
    quit: () => quit.abort(),
  });
  await new Promise((done) => signal.addEventListener("abort", done, { once: true }));
  queue.hold();
  await running;
  keys.close();
  return watching.signal.aborted ? EXIT.interrupted : EXIT.good;
}

/** `bin/ping.py and 2 more files changed` */
function changed(files: ReadonlySet<string>, root: string): string {
  const [first = "", ...more] = [...files].map((file) => relative(root, file).split(sep).join("/"));
  const others =
    more.length === 0 ? "" : ` and ${more.length} more ${more.length === 1 ? "file" : "files"}`;
  return `\n${printable(first)}${others} changed\n`;
}
