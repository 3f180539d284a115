/** Writes what the guard admits into a new folder. It never overwrites a file, and there are no links to follow. */
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface PackageWriter {
  folder(path: string): void;
  file(path: string, isProgram: boolean, bytes: Readable): Promise<void>;
}

export function packageWriter(root: string): PackageWriter {
  const folder = (path: string): void => {
    mkdirSync(join(root, path), { recursive: true, mode: 0o700 });
  };
  return {
    folder,
    async file(path, isProgram, bytes) {
      folder(dirname(path));
      const mode = isProgram ? 0o700 : 0o600;
      await pipeline(bytes, createWriteStream(join(root, path), { flags: "wx", mode }));
    },
  };
}
