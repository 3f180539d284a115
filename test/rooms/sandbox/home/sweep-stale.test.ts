import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  markSandbox,
  sandboxPrefix,
  sweepStale,
} from "../../../../src/sandbox/home/sweep-stale.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ["-e", ""]).pid;

function sandboxOf(
  parent: string,
  pid: number,
  name: string,
  marked: "no" | "yes" | "kept",
): string {
  const folder = join(parent, `splunk-${pid}-${name}`);
  mkdirSync(folder);
  if (marked !== "no") markSandbox(folder, marked === "kept");
  return folder;
}

it("removes the sandboxes of processes that were killed, and nothing else", () => {
  const parent = tempFolder();
  sandboxOf(parent, dead, "aaaaaa", "yes");
  sandboxOf(parent, dead, "bbbbbb", "kept");
  sandboxOf(parent, dead, "cccccc", "no");
  sandboxOf(parent, process.ppid, "dddddd", "yes");
  mkdirSync(join(parent, "splunk-data"));
  sweepStale(parent);
  expect(readdirSync(parent).sort()).toEqual(
    [
      `splunk-${dead}-bbbbbb`,
      `splunk-${dead}-cccccc`,
      `splunk-${process.ppid}-dddddd`,
      "splunk-data",
    ].sort(),
  );
});

it("names a sandbox after its process, and after nothing else", () => {
  expect(sandboxPrefix()).toBe(`splunk-${process.pid}-`);
});
