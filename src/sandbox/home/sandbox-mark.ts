/**
 * The mark in a sandbox, which says whose it is: the boot, the pid namespace, the process id and when that process
 * started. A process id alone means nothing in another container, and may be in use again. Ground: proc(5).
 */
import { readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRegularText } from "../../host/files/read-regular.ts";
import { isAlive } from "../../host/is-alive.ts";
import { lazy } from "../../host/lazy.ts";

const MARK = ".ar-sim";
const KEPT = ".kept";
/** After a restart, or from another machine that shares the folder. */
const OLD_MS = 7 * 24 * 3600 * 1000;

/** Empty parts are not known on this system. */
export interface Owner {
  readonly boot: string;
  readonly pidNamespace: string;
  readonly pid: number;
  readonly started: string;
}

export const thisProcess: () => Owner = lazy(() => {
  const { pid } = process;
  return {
    boot: attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    pidNamespace: attempt(() => readlinkSync("/proc/self/ns/pid")),
    pid,
    started: startOf(pid),
  };
});

export function markSandbox(root: string, keep: boolean, owner: Owner = thisProcess()): void {
  writeFileSync(join(root, MARK), `${JSON.stringify(owner)}\n`);
  if (keep) writeFileSync(join(root, KEPT), "Made with --keep: yours to remove.\n");
}

/** When in doubt, it is not. */
export function isAbandoned(root: string): boolean {
  const mark = statSync(join(root, MARK), { throwIfNoEntry: false });
  if (mark === undefined || exists(join(root, KEPT))) return false;
  if (process.getuid !== undefined && mark.uid !== process.getuid()) return false;
  const owner = ownerOf(root);
  if (owner === undefined) return false;
  const here = thisProcess();
  if (owner.boot !== here.boot) return Date.now() - mark.mtimeMs > OLD_MS;
  // Another container may be using it. Its processes cannot be seen from here.
  if (owner.pidNamespace !== here.pidNamespace) return false;
  if (!isAlive(owner.pid)) return true;
  return owner.started !== "" && owner.started !== startOf(owner.pid);
}

function ownerOf(root: string): Owner | undefined {
  const text = attempt(() => readRegularText(join(root, MARK)));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isOwner(parsed) ? parsed : undefined;
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== "object" || value === null) return false;
  if (!("boot" in value && "pidNamespace" in value && "pid" in value && "started" in value))
    return false;
  const { boot, pidNamespace, pid, started } = value;
  if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid < 1) return false;
  return [boot, pidNamespace, started].every((part) => typeof part === "string");
}

/** In ticks after the boot: the 22nd field, and the name before it may hold any byte. */
function startOf(pid: number): string {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
