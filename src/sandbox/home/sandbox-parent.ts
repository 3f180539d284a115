/**
 * The folder that sandboxes are made in: memory where Linux offers enough of it, since a SPLUNK_HOME is some sixty small
 * files and folders that live for a moment; else, or where TMPDIR says so, the system's folder for temporary files.
 */
import { accessSync, constants, readFileSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const MEMORY = "/dev/shm";
/** Containers have 64 MiB there unless they ask for more: too little for a large add-on. */
const ENOUGH_BYTES = 2 ** 30;

let isMemoryFit: boolean | undefined;

/** What is kept for a person to look at outlives a restart only on disk. */
export function sandboxParent(keep: boolean): string {
  if (keep || process.platform !== "linux" || (process.env["TMPDIR"] ?? "") !== "") return tmpdir();
  isMemoryFit ??= isFit(MEMORY);
  return isMemoryFit ? MEMORY : tmpdir();
}

function isFit(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES && mayRunPrograms(folder);
  } catch {
    return false;
  }
}

/** Docker mounts it noexec, and then no program in a SPLUNK_HOME would start. */
function mayRunPrograms(folder: string): boolean {
  const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
  const options = mounts
    .map((line) => line.split(" "))
    .findLast(([, place]) => place === folder)?.[3];
  return options !== undefined && !options.split(",").includes("noexec");
}
