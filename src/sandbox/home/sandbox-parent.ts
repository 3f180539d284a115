/**
 * The folder that sandboxes are made in. On Linux this is memory, if there is enough of it, since a SPLUNK_HOME is some
 * sixty small files that exist for a moment. Elsewhere, and where TMPDIR is set, it is the folder for temporary files.
 */
import { accessSync, constants, readFileSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

export const MEMORY = "/dev/shm";
/** Containers have 64 MiB by default, which is too little for a large add-on. */
const ENOUGH_BYTES = 2 ** 30;

let isMemoryFit: boolean | undefined;

/** A sandbox that is kept is made on disk, to outlive a restart. */
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

/** Docker mounts it `noexec`, so that no program in a SPLUNK_HOME would start. */
function mayRunPrograms(folder: string): boolean {
  const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
  const options = mounts
    .map((line) => line.split(" "))
    .findLast(([, place]) => place === folder)?.[3];
  return options !== undefined && !options.split(",").includes("noexec");
}
