/** Removes a folder and all below it, also where a script took our own permissions away. Never follows a link. */
import { chmodSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Whether it is gone: a script that is still writing, or a mount, may keep it. */
export async function removeTree(root: string): Promise<boolean> {
  if (await removed(root)) return true;
  giveBack(root);
  return removed(root);
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
