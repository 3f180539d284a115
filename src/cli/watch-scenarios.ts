/** `ar-sim test --watch`: runs, waits for a save or a key, and runs what it bears on. Keys as vitest has them. */
import { createInterface, emitKeypressEvents } from "node:readline";
import { createRunQueue, type RunRequest } from "../scenario/run/run-queue.ts";
import { watchFolders } from "../scenario/run/watch.ts";
import { EXIT } from "./exit-code.ts";

export interface Watching {
  readonly root: string;
  /** Folders of the add-ons that the cases run. */
  folders(): readonly string[];
  /** Absolute paths of the reports that runs write. */
  readonly written: ReadonlySet<string>;
  run(request: RunRequest): Promise<void>;
  /** Case names to run, until the keys say otherwise. */
  readonly pattern: string | undefined;
  readonly signal: AbortSignal;
}

const HELP = "  a all · f failed · t name · enter again · q quit\n";

export async function watchScenarios(watching: Watching): Promise<number> {
  const { root, signal, written } = watching;
  let { pattern } = watching;
  const queue = createRunQueue(async (request) => {
    try {
      await watching.run({ pattern, ...request });
      watch.add(watching.folders());
      process.stderr.write(`waiting for a file to be saved\n${HELP}`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  });
  // Watched before the first run, so that nothing is missed that is saved while it goes on.
  const folders = [root, ...watching.folders()];
  await using watch = await watchFolders({ folders, written, onSaved: queue.saved });
  queue.ask({});
  await new Promise<void>((done) => {
    signal.addEventListener("abort", () => done(), { once: true });
    onKeys({
      all: () => {
        pattern = undefined;
        queue.ask({});
      },
      failed: () => queue.ask({ onlyLastFailed: true }),
      again: () => queue.ask({}),
      name: (text) => {
        pattern = text === "" ? undefined : text;
        queue.ask({});
      },
      quit: () => done(),
    });
  });
  process.stdin.setRawMode?.(false);
  process.stdin.pause();
  return signal.aborted ? EXIT.interrupted : EXIT.good;
}

interface Keys {
  all(): void;
  failed(): void;
  again(): void;
  name(text: string): void;
  quit(): void;
}

function onKeys(keys: Keys): void {
  const { stdin } = process;
  if (!stdin.isTTY) return;
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  let isAsking = false;
  stdin.on(
    "keypress",
    (_text: string, key: { readonly name?: string; readonly ctrl?: boolean }) => {
      if (isAsking) return;
      if (key.ctrl === true && key.name === "c") process.kill(process.pid, "SIGINT");
      else if (key.name === "a") keys.all();
      else if (key.name === "f") keys.failed();
      else if (key.name === "return") keys.again();
      else if (key.name === "q") keys.quit();
      else if (key.name === "t") {
        isAsking = true;
        stdin.setRawMode(false);
        const lines = createInterface({ input: stdin, output: process.stderr });
        lines.question("name: ", (text) => {
          lines.close();
          stdin.setRawMode(true);
          stdin.resume();
          isAsking = false;
          keys.name(text.trim());
        });
      }
    },
  );
  stdin.resume();
}
