/**
 * Writes a file beside its place and moves it there. So what is a link, or has other names, is replaced: nothing is written
 * into a file that lies elsewhere, nor into a pipe.
 */
import { chmodSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";

/** Keeps the mode of a file that was there. @throws what the system throws. */
export function replaceFile(path: string, bytes: Buffer | string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    writeFileSync(part, bytes, { flag: "wx" });
    if (mode !== undefined) chmodSync(part, mode & 0o777);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
