/** The runs of a watching session, one after the other. Files that are saved while a run goes on become one more run. */
import type { RunScenariosOptions } from "./run-scenarios.ts";

/** Which cases one run is limited to. `touched` are the saved files that caused it. */
export type RunRequest = Pick<RunScenariosOptions, "touched" | "onlyLastFailed" | "pattern">;

export interface RunQueue {
  /** Runs now, or after the run that goes on. The last request wins. */
  ask(request: RunRequest): void;
  /** Runs the cases that depend on these files. */
  saved(files: Iterable<string>): void;
  /** Lets no run begin until the function that it gives is called. */
  hold(): () => void;
}

/** `run` reports its own errors. */
export function createRunQueue(run: (request: RunRequest) => Promise<void>): RunQueue {
  const touched = new Set<string>();
  let asked: RunRequest | undefined;
  let isRunning = false;
  let holds = 0;
  const take = (): RunRequest | undefined => {
    const request = asked ?? (touched.size === 0 ? undefined : { touched: new Set(touched) });
    if (asked === undefined) touched.clear();
    asked = undefined;
    return request;
  };
  const runNext = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    try {
      while (holds === 0) {
        const request = take();
        if (request === undefined) return;
        await run(request);
      }
    } finally {
      isRunning = false;
    }
  };
  return {
    ask(request) {
      asked = request;
      void runNext();
    },
    saved(files) {
      for (const file of files) touched.add(file);
      void runNext();
    },
    hold() {
      holds += 1;
      let isHeld = true;
      return () => {
        if (isHeld) holds -= 1;
        isHeld = false;
        void runNext();
      };
    },
  };
}
