/**
 * Files of a sandbox that stay for the next run, since to write them anew takes longer than many a script runs. They stay
 * only where no script can have changed them: the kernel sets the time of a change, and nobody else can. Ground: inode(7).
 */
import { lstatSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/** The clock of files may stand still as long as this, so that two changes within it look like one. */
const TICK_MS = 20;

interface Known {
  readonly ino: number;
  readonly mode: number;
  readonly ctimeMs: number;
}

export class KeptFiles {
  readonly #files = new Map<string, Known>();
  /** Their permissions. */
  readonly #folders = new Map<string, number>();

  forget(): void {
    this.#files.clear();
    this.#folders.clear();
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Right after it was written, before any script runs. */
  add(path: string): void {
    const { ino, mode, ctimeMs } = lstatSync(path);
    this.#files.set(path, { ino, mode, ctimeMs });
    for (let at = dirname(path); !this.#folders.has(at) && at.length > 1; at = dirname(at))
      this.#folders.set(at, lstatSync(at).mode);
  }

  /**
   * Removes all else below a folder. `before`: when the first script ran, in milliseconds since 1970. Throws where a folder
   * is not as it was.
   */
  clear(folder: string, before: number): void {
    const left = new Set(this.#files.keys());
    this.#clear(folder, before - TICK_MS, left);
    // Those that a script changed or removed.
    for (const path of left) this.#files.delete(path);
  }

  #clear(folder: string, before: number, left: Set<string>): void {
    const mode = this.#folders.get(folder);
    if (mode !== undefined && lstatSync(folder).mode !== mode)
      throw new Error(`${folder} has other permissions`);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        this.#clear(path, before, left);
        if (!this.#folders.has(path)) rmdirSync(path);
      } else if (this.#isUnchanged(path, before)) left.delete(path);
      else unlinkSync(path);
    }
  }

  #isUnchanged(path: string, before: number): boolean {
    const known = this.#files.get(path);
    if (known === undefined || known.ctimeMs > before) return false;
    const { ino, mode, ctimeMs } = lstatSync(path);
    return ino === known.ino && mode === known.mode && ctimeMs === known.ctimeMs;
  }
}
