/** Removes a folder and all below it, also where a script took our own permissions away. Never follows a link. */
import { chmodSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Whether it is gone: a script that is still writing, or a mount, may keep it. */
export async function removeTree(root: string): Promise<boolean> {
  if (isQuicklyRemoved(root)) return true;
  if (await removed(root)) return true;
  giveBack(root);
  return removed(root);
}

/** As it mostly goes; `rm` asks of each entry what it is, and waits for each answer. */
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
    // Another user's, or gone meanwhile.
  }
}
