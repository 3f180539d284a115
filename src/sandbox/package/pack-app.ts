/** Packs the folder of an app into a .spl with `tar-stream`, as `apps/local/<app>/package` does. */
import { createReadStream, createWriteStream, fstatSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { openRegular } from "../../host/files/read-regular.ts";
import { removeTree } from "../home/remove-tree.ts";
import { sandboxParent } from "../home/sandbox-parent.ts";
import { markSandbox } from "../home/sandbox-mark.ts";
import { sandboxPrefix } from "../home/sweep-stale.ts";

export interface PackedApp extends AsyncDisposable {
  readonly file: string;
}

/** Folders that developers have, and packages do not. */
const LEFT_OUT = new Set([".git", "__pycache__", "node_modules"]);

export async function packApp(root: string, appName: string): Promise<PackedApp> {
  const folder = mkdtempSync(join(sandboxParent(false), sandboxPrefix()));
  markSandbox(folder, false);
  const file = join(folder, `${appName}.spl`);
  const packing = pack();
  try {
    await Promise.all([
      pipeline(packing, createGzip(), createWriteStream(file)),
      fill(packing, root, appName).finally(() => packing.finalize()),
    ]);
  } catch (error) {
    await removeTree(folder);
    throw error;
  }
  return {
    file,
    async [Symbol.asyncDispose]() {
      await removeTree(folder);
    },
  };
}

async function fill(packing: Pack, folder: string, name: string): Promise<void> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const inside = `${name}/${entry.name}`;
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) await fill(packing, path, inside);
    else if (entry.isFile()) {
      const fd = openRegular(path);
      const { size, mode, mtime } = fstatSync(fd);
      const target = packing.entry({ name: inside, size, mode: mode & 0o777, mtime });
      // What is written to it in the meantime is not part of the package.
      await pipeline(createReadStream("", { fd, start: 0, end: Math.max(0, size - 1) }), target);
    }
  }
}
