/**
 * Names sandboxes, and removes those whose process was killed. The name has the process id. It does not tell of a
 * simulation, since scripts see it in their environment. A file in the sandbox marks it as one of ar-sim.
 */
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../../host/is-alive.ts";

const NAME = /^splunk-(\d+)-\w{6}$/;
const MARK = ".ar-sim";
const KEPT = ".kept";
/** A process id may be in use again by then, and no run takes a week. */
const OLD_MS = 7 * 24 * 3600 * 1000;

export function sandboxPrefix(): string {
  return `splunk-${process.pid}-`;
}

export function markSandbox(root: string, keep: boolean): void {
  writeFileSync(join(root, MARK), "A throw-away SPLUNK_HOME of ar-sim.\n");
  if (keep) writeFileSync(join(root, KEPT), "Made with --keep: yours to remove.\n");
}

const swept = new Set<string>();

/** Does its work once for each folder. */
export function sweepStale(parent: string): void {
  if (swept.has(parent)) return;
  swept.add(parent);
  for (const name of namesIn(parent)) {
    const owner = Number(NAME.exec(name)?.[1]);
    if (!(owner > 0) || owner === process.pid) continue;
    const path = join(parent, name);
    try {
      if (isOurs(path) && (!isAlive(owner) || ageOf(path) > OLD_MS))
        rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process removes it at this moment, or its script removed permissions. A later run tries again.
    }
  }
}

function isOurs(path: string): boolean {
  const mark = statSync(join(path, MARK), { throwIfNoEntry: false });
  if (mark === undefined || exists(join(path, KEPT))) return false;
  return process.getuid === undefined || mark.uid === process.getuid();
}

function ageOf(path: string): number {
  return Date.now() - statSync(path).mtimeMs;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function namesIn(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}
