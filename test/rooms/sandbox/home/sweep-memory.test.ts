import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { markSandbox, thisProcess } from "../../../../src/sandbox/home/sandbox-mark.ts";
import { sweepStale } from "../../../../src/sandbox/home/sweep-stale.ts";
import { MEMORY } from "../../../../src/sandbox/home/sandbox-parent.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

it.skipIf(process.platform !== "linux" || !canWrite(MEMORY))(
  "removes abandoned sandboxes from memory, also when new ones are made elsewhere",
  () => {
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    const left = join(MEMORY, `splunk-${dead}-memory`);
    mkdirSync(left);
    onTestFinished(() => rmSync(left, { recursive: true, force: true }));
    markSandbox(left, false, { ...thisProcess(), pid: dead, started: "" });
    sweepStale(tempFolder());
    expect(existsSync(left)).toBe(false);
  },
);
