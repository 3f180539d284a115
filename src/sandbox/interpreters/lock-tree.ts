/** Takes the right to write to a folder and all that is in it, and gives it back. Never follows a link. */
import { chmodSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

const WRITE = 0o222;
const OWNER_WRITES = 0o200;

export function lockTree(root: string): void {
  eachBelow(root, (path, mode) => chmodSync(path, mode & ~WRITE));
}

/** Folders that do not exist, or belong to somebody else, are left alone. */
export function unlockTree(root: string): void {
  try {
    eachBelow(root, (path, mode) => chmodSync(path, mode | OWNER_WRITES));
  } catch {
    // Whoever removes it next says why that fails.
  }
}

/** The folder before what is in it: a folder that is locked can still be read. */
function eachBelow(path: string, act: (path: string, mode: number) => void): void {
  const stat = lstatSync(path);
  // A venv links the interpreter itself.
  if (stat.isSymbolicLink()) return;
  act(path, stat.mode & 0o7777);
  if (stat.isDirectory()) for (const name of readdirSync(path)) eachBelow(join(path, name), act);
}
