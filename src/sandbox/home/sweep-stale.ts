/**
 * Names sandboxes, and removes those whose process was killed. The name does not tell of a simulation, since scripts see
 * it in their environment.
 */
import { randomInt } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAbandoned } from "./sandbox-mark.ts";
import { MEMORY } from "./sandbox-parent.ts";

const NAME = /^splunk-\d+-\w{6}$/;
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** For `mkdtemp`. */
export function sandboxPrefix(): string {
  return `splunk-${process.pid}-`;
}

/** A name that is free with near certainty. It is chosen before the folder is made, so that a keeper knows it. */
export function sandboxName(): string {
  const letters = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]);
  return `${sandboxPrefix()}${letters.join("")}`;
}

const swept = new Set<string>();

/** Sweeps each folder once. Sandboxes lie in memory as long as it has room, so that one is always swept too. */
export function sweepStale(parent: string = tmpdir()): void {
  for (const folder of process.platform === "linux" ? [parent, MEMORY] : [parent]) {
    if (swept.has(folder)) continue;
    swept.add(folder);
    sweep(folder);
  }
}

function sweep(parent: string): void {
  for (const name of namesIn(parent)) {
    if (!NAME.test(name)) continue;
    const path = join(parent, name);
    try {
      if (isAbandoned(path)) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process removes it at this moment, or its script removed permissions. A later run tries again.
    }
  }
}

function namesIn(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}
