/** The state of the stand-in in one file: read whole or refused, written beside and moved into place. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { HarnessError } from "../errors.ts";
import type { Snapshot, Store } from "./store.ts";

const FORMAT = "ar-sim/splunkd-state/1";

export interface TakenState {
  /** undefined when the file is not there yet. */
  readonly snapshot: Snapshot | undefined;
  /** Lets others have the file. */
  release(): void;
}

/** Reads the file, and keeps others from it: of two that write it whole, the later would undo what the earlier wrote. */
export function takeState(file: string): TakenState {
  const release = lock(file);
  try {
    return { snapshot: load(file), release };
  } catch (error) {
    release();
    throw error;
  }
}

function load(file: string): Snapshot | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "EISDIR")
      throw bad(file, "is a folder", "Name a file; one that is not there yet is made.", cause);
    throw bad(
      file,
      `cannot be read: ${message}`,
      "Name a file that you may read and write.",
      cause,
    );
  }
  let state: { format?: unknown; snapshot?: unknown };
  try {
    state = JSON.parse(text) as typeof state;
  } catch (cause) {
    throw bad(file, "is cut or no JSON", LEFT, cause);
  }
  if (typeof state !== "object" || state === null || state.format !== FORMAT) {
    throw bad(file, `is no state of ar-sim (format ${FORMAT})`, LEFT);
  }
  const { entities, removed, documents } = (state.snapshot ?? {}) as Partial<Snapshot>;
  if (entities === undefined || removed === undefined || documents === undefined) {
    throw bad(file, "is not whole", LEFT);
  }
  return { entities, removed, documents };
}

/** Written by whoever has it, and perhaps not yet in full. */
const YOUNG_MS = 2000;

function lock(file: string): () => void {
  const path = `${file}.lock`;
  for (let isFirst = true; ; isFirst = false) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      if (code === "ENOENT")
        throw bad(file, `cannot be made: there is no folder ${dirname(file)}`, "Make it first.");
      if (code !== "EEXIST")
        throw bad(file, `cannot be written: ${message}`, "Name one that you may write.", cause);
      const owner = ownerOf(path);
      if (owner === undefined && isFirst) rmSync(path, { force: true });
      else throw taken(file, owner);
    }
  }
}

/** undefined: it was killed before it could take its lock away. */
function ownerOf(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8").trim();
    const pid = Number(text);
    if (!(pid > 0)) return Date.now() - statSync(path).mtimeMs < YOUNG_MS ? "unknown" : undefined;
    process.kill(pid, 0);
    return text;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? "of another user" : undefined;
  }
}

function taken(file: string, owner: string | undefined): HarnessError {
  const who = owner === undefined ? "another process" : `process ${owner}`;
  return new HarnessError("SPLUNKD_STATE_TAKEN", `${file} is in use by ${who}`, {
    hint: `Stop that one, or name another file; where nobody has it, remove ${file}.lock.`,
    where: { file },
  });
}

const LEFT = "It is left as it is: move it away to start anew, or bring back a whole copy.";

function bad(file: string, what: string, hint: string, cause?: unknown): HarnessError {
  return new HarnessError("SPLUNKD_BAD_STATE", `the file of --persist ${what}`, {
    hint,
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
  let failed = false;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const part = `${file}.${process.pid}.part`;
    try {
      writeFileSync(part, JSON.stringify({ format: FORMAT, snapshot: store.snapshot() }), {
        mode: 0o600,
      });
      renameSync(part, file);
      failed = false;
    } catch (cause) {
      rmSync(part, { force: true });
      failed = true;
      throw bad(
        file,
        `cannot be written: ${(cause as Error).message}`,
        "Make room for it; what it held before is still in it.",
        cause,
      );
    }
  };
  const soon = (): void => {
    try {
      write();
    } catch {
      // With the next change it is tried again, and told of at the end.
    }
  };
  return {
    schedule() {
      timer ??= setTimeout(soon, SOON_MS);
    },
    flush() {
      if (timer !== undefined || failed) write();
    },
  };
}
