/** Removes a folder with all its content, even where a script removed permissions. Never follows a link. */
import { chmodSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Tells whether the folder is gone. A script that still writes, or a mount, may keep it. */
export async function removeTree(root: string): Promise<boolean> {
  if (isQuicklyRemoved(root)) return true;
  if (await removed(root)) return true;
  giveBack(root);
  return removed(root);
}

/** The fast way, which mostly works. `rm` is slower, since it waits for a `stat` of each entry. */
function isQuicklyRemoved(folder: string): boolean {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) unlinkSync(path);
      else if (!isQuicklyRemoved(path)) return false;
    }
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function removed(root: string): Promise<boolean> {
  try {
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
    return true;
  } catch {
    return false;
  }
}

function giveBack(folder: string): void {
  try {
    chmodSync(folder, 0o700);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) giveBack(join(folder, entry.name));
    }
  } catch {
    // It belongs to another user, or is gone already.
  }
}
