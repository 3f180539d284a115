/** Removes sandboxes whose owner was killed before it could: their names carry the owner's process id. */
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./posix.ts";

const NAME = /^ar-sim-(\d+)-\w+$/;
/** A process id is given out again some day; nothing runs for a week. */
const OLD_MS = 7 * 24 * 3600 * 1000;
/** Kept ones are renamed by nobody, so that they stay until they are old. */
const YOUNG_MS = 60_000;

export function sandboxPrefix(): string {
  return `ar-sim-${process.pid}-`;
}

let swept = false;

/** Once a process; a kept sandbox of a process that is gone stays for a day. */
export function sweepStale(parent: string): void {
  if (swept) return;
  swept = true;
  for (const name of readdirSync(parent)) {
    const owner = Number(NAME.exec(name)?.[1]);
    if (!(owner > 0) || owner === process.pid) continue;
    const path = join(parent, name);
    try {
      const age = Date.now() - statSync(path).mtimeMs;
      const isOrphan = !isAlive(owner) && age > YOUNG_MS && !isKept(path);
      if (isOrphan || age > OLD_MS) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another user's, or removed by another process at this moment: not ours to tell.
    }
  }
}

export const KEPT = ".kept";

function isKept(path: string): boolean {
  return statSync(join(path, KEPT), { throwIfNoEntry: false }) !== undefined;
}
