import { spawn } from "node:child_process";
import { chmodSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { systemCode } from "../../../../src/host/caught.ts";
import { faultOf, FileFault, isMissing, reasonOf } from "../../../../src/host/files/file-fault.ts";
import { linkBounds } from "../../../../src/host/files/link-bounds.ts";
import { readRegular, readRegularText } from "../../../../src/host/files/read-regular.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { canBeOdd, pipe } from "../../../trials/odd-add-ons.ts";

function caught(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

it("reads a regular file whole, an empty one too", () => {
  const folder = tempFolder({ "a.txt": "one\ntwo é", "empty.txt": "" });
  expect(readRegularText(join(folder, "a.txt"))).toBe("one\ntwo é");
  expect(readRegular(join(folder, "empty.txt"))).toHaveLength(0);
});

/** Puts each of these in the place of `at`, again and again, until its stdin ends. */
const SWAPS = `
const { renameSync, rmSync, symlinkSync, writeFileSync, appendFileSync } = require("node:fs");
const { spawnSync } = require("node:child_process");
const [at] = process.argv.slice(1);
process.stdin.on("end", () => process.exit()).resume();
let number = 0;
function turn() {
  const draft = at + ".draft" + (number += 1);
  const kind = number % 4;
  if (kind === 0) writeFileSync(draft, "x".repeat(1000));
  if (kind === 1) spawnSync("mkfifo", [draft]);
  if (kind === 2) symlinkSync("/dev/zero", draft);
  if (kind === 3) symlinkSync("/nowhere", draft);
  renameSync(draft, at);
  if (kind === 0) for (let more = 0; more < 20; more += 1) appendFileSync(at, "x".repeat(1000));
  if (number === 8) process.stdout.write("swaps");
  setImmediate(turn);
}
turn();
`;

it.skipIf(!canBeOdd)("waits for nothing where a file changes while it is read", async () => {
  const at = join(tempFolder({ "a.txt": "x" }), "a.txt");
  const child = spawn(process.execPath, ["-e", SWAPS, at], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise((done) => child.stdout.once("data", done));
  const outcomes = new Map<string, number>();
  const count = (what: string): void => void outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  // Until each was met, so that the test does not depend on how fast the other process is.
  while (["read", "FileFault", "missing"].some((what) => (outcomes.get(what) ?? 0) < 5)) {
    const error = caught(() => {
      expect(readRegularText(at, { most: 1_000_000 })).toMatch(/^x*$/);
      count("read");
    });
    if (isMissing(error)) count("missing");
    else if (error !== undefined)
      count(systemCode(error) === "ENXIO" ? "FileFault" : String(Object(error).name));
  }
  const ended = new Promise((done) => child.once("exit", done));
  child.stdin.end();
  await ended;
  expect([...outcomes.keys()].sort()).toEqual(["FileFault", "missing", "read"]);
});

it.skipIf(process.platform !== "linux")("reads a file that does not tell its size", () => {
  expect(readRegularText("/proc/self/status")).toMatch(/^Name:/);
});

it("reads no more than it may", () => {
  const file = join(tempFolder({ "a.txt": "12345" }), "a.txt");
  expect(readRegularText(file, { most: 5 })).toBe("12345");
  expect(() => readRegular(file, { most: 4 })).toThrow(new FileFault("has more than 4 bytes"));
  truncateSync(file, 3 * 2 ** 30);
  expect(() => readRegular(file)).toThrow(new FileFault("has more than 64 MiB"));
  expect(faultOf(file, 2 ** 20, undefined)).toBe("has more than 1 MiB");
});

it.skipIf(!canBeOdd)("waits for no pipe and opens no device", () => {
  const folder = tempFolder();
  const at = join(folder, "pipe");
  pipe(at);
  symlinkSync(at, join(folder, "link"));
  symlinkSync("/dev/zero", join(folder, "zero"));
  symlinkSync("self", join(folder, "self"));
  for (const [name, why] of [
    ["pipe", "is a pipe, not a regular file"],
    ["link", "is a pipe, not a regular file"],
    ["zero", "is a device, not a regular file"],
    ["self", "is a link that leads in a circle"],
  ] as const) {
    expect(() => readRegular(join(folder, name))).toThrow(new FileFault(why));
    expect(faultOf(join(folder, name), 1, undefined)).toBe(why);
  }
});

it("tells what is missing from what is not read", () => {
  const folder = tempFolder({ "a/b.txt": "" });
  for (const path of ["nowhere", "a/b.txt/c", "a"])
    expect(isMissing(caught(() => readRegular(join(folder, path))))).toBe(true);
  expect(faultOf(join(folder, "nowhere"), 1, undefined)).toBeUndefined();
  expect(reasonOf(new Error("broken"))).toBe("cannot be read: broken");
});

it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "says that the user may not read a file",
  () => {
    const file = join(tempFolder({ "a.txt": "" }), "a.txt");
    chmodSync(file, 0);
    expect(reasonOf(caught(() => readRegular(file)))).toBe("may not be read by you");
    expect(faultOf(file, 1, undefined)).toBe("may not be read by you");
  },
);

it.skipIf(process.platform === "win32")(
  "follows a link inside the folder or its git checkout, and no other",
  () => {
    const checkout = tempFolder({ ".git/HEAD": "", "app/a.txt": "A", "shared/b.txt": "B" });
    const other = tempFolder({ "c.txt": "C" });
    const app = join(checkout, "app");
    symlinkSync("a.txt", join(app, "inside"));
    symlinkSync("../shared/b.txt", join(app, "near"));
    symlinkSync("../shared", join(app, "folder"));
    symlinkSync(join(other, "c.txt"), join(app, "far"));
    symlinkSync(other, join(app, "farther"));
    symlinkSync("..", join(app, "above"));
    const bounds = linkBounds(app);
    const read = (path: string): string => readRegularText(join(app, path), { bounds });
    expect(["inside", "near", "folder/b.txt"].map(read)).toEqual(["A", "B", "B"]);
    // No link leads there.
    expect(read("../shared/b.txt")).toBe("B");
    for (const path of ["far", "farther/c.txt"])
      expect(() => read(path)).toThrow(
        new FileFault(`is a link that leads out of its add-on, to ${join(other, "c.txt")}`),
      );
    expect(bounds.admits(join(app, "above"), checkout)).toBe(false);
    const all = linkBounds(app, true);
    expect(readRegularText(join(app, "farther/c.txt"), { bounds: all })).toBe("C");
  },
);

it.skipIf(process.platform === "win32")("knows the folder by any of its names", () => {
  const folder = tempFolder({ "app/a.txt": "A" });
  symlinkSync("app", join(folder, "name"));
  const named = join(folder, "name");
  expect(readRegularText(join(named, "a.txt"), { bounds: linkBounds(named) })).toBe("A");
  writeFileSync(join(folder, "app/b.txt"), "B");
  const bounds = linkBounds(join(folder, "app"));
  expect(bounds.admits(join(folder, "app/b.txt"), join(folder, "app/b.txt"))).toBe(true);
});
