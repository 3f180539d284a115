import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { copyApp } from "../../../../src/sandbox/home/copy-app.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it("leaves out what is no part of an installed app", () => {
  const from = tempFolder({
    "bin/a.py": "",
    ".git/HEAD": "",
    "bin/__pycache__/a.pyc": "",
    "node_modules/x/index.js": "",
    "venv/pyvenv.cfg": "",
    "ar-sim.test.yaml": "",
    "__ar_snapshots__/x.snap": "",
    "lib/requests/__init__.py": "",
  });
  const to = join(tempFolder(), "app");
  expect(copyApp(from, to)).toEqual([]);
  const has = (path: string): boolean => existsSync(join(to, path));
  expect(["bin/a.py", "lib/requests/__init__.py"].filter((path) => !has(path))).toEqual([]);
  const ours = ["ar-sim.test.yaml", "__ar_snapshots__"];
  const left = [".git", "bin/__pycache__", "node_modules", "venv", ...ours];
  expect(left.filter(has)).toEqual([]);
});

it("keeps the packages of an action that is written for node", () => {
  const from = tempFolder({ "bin/act.js": "", "node_modules/x/index.js": "" });
  const to = join(tempFolder(), "app");
  copyApp(from, to);
  expect(existsSync(join(to, "node_modules/x/index.js"))).toBe(true);
});

it.skipIf(process.platform === "win32")("copies what links point to, once", () => {
  const from = tempFolder({ "lib/a.py": "A" });
  const other = tempFolder({ "b.py": "B" });
  mkdirSync(join(from, "bin"));
  symlinkSync("../lib/a.py", join(from, "bin/a.py"));
  symlinkSync(other, join(from, "bin/other"));
  symlinkSync(from, join(from, "bin/loop"));
  symlinkSync("nowhere", join(from, "bin/broken"));
  const to = join(tempFolder(), "app");
  const problems = copyApp(from, to);
  expect(readFileSync(join(to, "bin/a.py"), "utf8")).toBe("A");
  expect(readFileSync(join(to, "bin/other/b.py"), "utf8")).toBe("B");
  expect(lstatSync(join(to, "bin/a.py")).isSymbolicLink()).toBe(false);
  expect(problems.map(({ code, where }) => [code, where?.file])).toEqual([
    ["ADDON_UNREADABLE", join(from, "bin/broken")],
    ["ADDON_UNREADABLE", join(from, "bin/loop")],
  ]);
});

it.skipIf(process.platform === "win32")(
  "keeps a program a program, and all of it removable",
  () => {
    const from = tempFolder({ "bin/act": "#!/bin/sh\n", "data.txt": "" });
    chmodSync(join(from, "data.txt"), 0o444);
    const to = join(tempFolder(), "app");
    copyApp(from, to);
    expect(statSync(join(to, "bin/act")).mode & 0o777).toBe(0o755);
    expect(statSync(join(to, "data.txt")).mode & 0o600).toBe(0o600);
  },
);
