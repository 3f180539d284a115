import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

const made: string[] = [];

// A process that a command started in passing may still write, so what is not empty is tried again.
afterEach(() => {
  for (const folder of made.splice(0))
    rmSync(folder, { recursive: true, force: true, maxRetries: 9, retryDelay: 50 });
});

/** A new folder that goes away with the test; `files` are written into it, those in bin/ as programs. */
export function tempFolder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-test-")));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (path.includes("bin/")) chmodSync(file, 0o755);
  }
  return folder;
}
