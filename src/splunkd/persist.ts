/** The state of the stand-in in one file: read whole or refused, written beside and moved into place. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { HarnessError } from "../errors.ts";
import type { Snapshot, Store } from "./store.ts";

const FORMAT = "ar-sim/splunkd-state/1";

/** undefined when the file is not there yet. */
export function loadState(file: string): Snapshot | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw bad(file, `cannot be read: ${(cause as Error).message}`, cause);
  }
  let state: { format?: unknown; snapshot?: unknown };
  try {
    state = JSON.parse(text) as typeof state;
  } catch (cause) {
    throw bad(file, "is cut or no JSON", cause);
  }
  if (typeof state !== "object" || state === null || state.format !== FORMAT) {
    throw bad(file, `is no state of ar-sim (format ${FORMAT})`);
  }
  const { entities, removed, documents } = (state.snapshot ?? {}) as Partial<Snapshot>;
  if (entities === undefined || removed === undefined || documents === undefined) {
    throw bad(file, "is not whole");
  }
  return { entities, removed, documents };
}

function bad(file: string, what: string, cause?: unknown): HarnessError {
  return new HarnessError("SPLUNKD_BAD_STATE", `the file of --persist ${what}`, {
    hint: "It is left as it is: move it away to start anew, or bring back a whole copy.",
    where: { file },
    cause,
  });
}

export interface Saver {
  /** Soon; many changes become one write. */
  schedule(): void;
  /** Now, if anything is to be written. */
  flush(): void;
}

const SOON_MS = 100;

export function createSaver(file: string, store: Store): Saver {
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, JSON.stringify({ format: FORMAT, snapshot: store.snapshot() }), {
      mode: 0o600,
    });
    renameSync(part, file);
  };
  return {
    schedule() {
      timer ??= setTimeout(write, SOON_MS);
    },
    flush() {
      if (timer !== undefined) write();
    },
  };
}
