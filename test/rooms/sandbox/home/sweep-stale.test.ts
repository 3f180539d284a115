import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { markSandbox, type Owner, thisProcess } from "../../../../src/sandbox/home/sandbox-mark.ts";
import { sandboxName, sweepStale } from "../../../../src/sandbox/home/sweep-stale.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ["-e", ""]).pid;
const here = thisProcess();
const onLinux = it.skipIf(process.platform !== "linux");

/** What is left of sandboxes with these owners after a sweep, by name. */
function leftOf(
  owners: Readonly<Record<string, Owner>>,
  more?: (parent: string) => void,
): string[] {
  const parent = tempFolder();
  for (const [name, owner] of Object.entries(owners)) {
    mkdirSync(join(parent, `splunk-${owner.pid}-${name}`));
    markSandbox(join(parent, `splunk-${owner.pid}-${name}`), false, owner);
  }
  more?.(parent);
  sweepStale(parent);
  return readdirSync(parent).map((name) => name.replace(/^splunk-\d+-/, ""));
}

it("removes the sandboxes of processes that were killed, and nothing else", () => {
  const left = leftOf({ aaaaaa: { ...here, pid: dead, started: "" }, bbbbbb: here }, (parent) => {
    for (const name of ["cccccc", "dddddd", "eeeeee"])
      mkdirSync(join(parent, `splunk-${dead}-${name}`));
    markSandbox(join(parent, `splunk-${dead}-cccccc`), true, { ...here, pid: dead });
    // No mark of ar-sim, and one that cannot be read.
    writeFileSync(join(parent, `splunk-${dead}-eeeeee`, ".ar-sim"), "[1");
    mkdirSync(join(parent, "splunk-data"));
  });
  expect(left.sort()).toEqual(["bbbbbb", "cccccc", "dddddd", "eeeeee", "splunk-data"]);
});

onLinux("removes a sandbox whose process id belongs to another process by now", () => {
  expect(leftOf({ aaaaaa: { ...here, started: "1" } })).toEqual([]);
});

onLinux("leaves the sandboxes of other containers, whose processes it cannot see", () => {
  const other = { ...here, pid: dead, pidNamespace: "pid:[1]" };
  expect(leftOf({ aaaaaa: other })).toEqual(["aaaaaa"]);
});

onLinux("leaves those of another boot or machine for a week", () => {
  const other = { ...here, pid: dead, boot: "another" };
  expect(leftOf({ aaaaaa: other })).toEqual(["aaaaaa"]);
  const longAgo = Date.now() / 1000 - 8 * 24 * 3600;
  const left = leftOf({ bbbbbb: other }, (parent) =>
    utimesSync(join(parent, `splunk-${dead}-bbbbbb`, ".ar-sim"), longAgo, longAgo),
  );
  expect(left).toEqual([]);
});

it("names a sandbox after its process, and after nothing else", () => {
  expect(sandboxName()).toMatch(new RegExp(`^splunk-${process.pid}-\\w{6}$`));
  expect(sandboxName()).not.toBe(sandboxName());
});
