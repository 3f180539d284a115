/** `ar-sim test --watch`: runs, waits for a save or a key, and runs what it bears on. Keys as vitest has them. */
import { createInterface, emitKeypressEvents } from "node:readline";
import type { TestReport } from "../scenario/report/report.ts";
import type { RunScenariosOptions } from "../scenario/run/run-scenarios.ts";
import { watchFolders } from "../scenario/run/watch.ts";
import { EXIT } from "./exit-code.ts";

export interface Watching {
  readonly root: string;
  /** Folders of the add-ons that the cases run. */
  foldersOf(report: TestReport): readonly string[];
  run(
    changes: Pick<RunScenariosOptions, "touched" | "onlyLastFailed" | "pattern">,
  ): Promise<TestReport>;
  readonly signal: AbortSignal;
}

const HELP = "  a all · f failed · t name · enter again · q quit\n";

export async function watchScenarios(watching: Watching): Promise<number> {
  const { root, signal } = watching;
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Set<string> | undefined;
  let pattern: string | undefined;
  const run = (changes: Parameters<Watching["run"]>[0]): void => {
    running = running
      .then(async () => {
        await watching.run({ ...(pattern === undefined ? {} : { pattern }), ...changes });
        process.stderr.write(`waiting for a file to be saved\n${HELP}`);
      })
      .catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      });
  };
  const first = await watching.run({});
  await using _watch = await watchFolders({
    folders: [root, ...watching.foldersOf(first)],
    onSaved(files) {
      // Saves while a run goes on become one more run.
      if (waiting !== undefined) {
        for (const file of files) waiting.add(file);
        return;
      }
      waiting = new Set(files);
      running = running.then(() => {
        const touched = waiting ?? new Set<string>();
        waiting = undefined;
        run({ touched });
      });
    },
  });
  process.stderr.write(`waiting for a file to be saved\n${HELP}`);
  await new Promise<void>((done) => {
    signal.addEventListener("abort", () => done(), { once: true });
    onKeys({
      all: () => {
        pattern = undefined;
        run({});
      },
      failed: () => run({ onlyLastFailed: true }),
      again: () => run({}),
      name: (text) => {
        pattern = text === "" ? undefined : text;
        run({});
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
