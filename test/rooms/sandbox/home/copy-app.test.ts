import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { copyApp, CopyStopped } from "../../../../src/sandbox/home/copy-app.ts";
import { linkBounds } from "../../../../src/host/files/link-bounds.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { canBeOdd, makeOddAddon } from "../../../trials/odd-add-ons.ts";

it("leaves out what is no part of an installed app", async () => {
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
  expect(await copyApp(from, to)).toEqual([]);
  const has = (path: string): boolean => existsSync(join(to, path));
  expect(["bin/a.py", "lib/requests/__init__.py"].filter((path) => !has(path))).toEqual([]);
  const ours = ["ar-sim.test.yaml", "__ar_snapshots__"];
  const left = [".git", "bin/__pycache__", "node_modules", "venv", ...ours];
  expect(left.filter(has)).toEqual([]);
});

it("keeps the packages of an action that is written for node", async () => {
  const from = tempFolder({ "bin/act.js": "", "node_modules/x/index.js": "" });
  const to = join(tempFolder(), "app");
  await copyApp(from, to);
  expect(existsSync(join(to, "node_modules/x/index.js"))).toBe(true);
});

it.skipIf(process.platform === "win32")(
  "copies what links inside the app point to, once",
  async () => {
    const from = tempFolder({ "lib/a.py": "A", "lib/sub/c.py": "C" });
    mkdirSync(join(from, "bin"));
    symlinkSync("../lib/a.py", join(from, "bin/a.py"));
    symlinkSync("../lib/sub", join(from, "bin/sub"));
    symlinkSync(from, join(from, "bin/loop"));
    symlinkSync("nowhere", join(from, "bin/broken"));
    const to = join(tempFolder(), "app");
    const problems = await copyApp(from, to);
    expect(readFileSync(join(to, "bin/a.py"), "utf8")).toBe("A");
    expect(lstatSync(join(to, "bin/a.py")).isSymbolicLink()).toBe(false);
    // A folder is linked to its copy, so that a script still cannot reach the add-on.
    expect(realpathSync(join(to, "bin/sub"))).toBe(join(to, "lib/sub"));
    expect(problems.map(({ code, where }) => [code, where?.file])).toEqual([
      ["ADDON_UNREADABLE", join(from, "bin/broken")],
      ["ADDON_UNREADABLE", join(from, "bin/loop")],
    ]);
  },
);

it.skipIf(process.platform === "win32")("follows a link out of the app where it may", async () => {
  const checkout = tempFolder({ ".git/HEAD": "", "app/bin/a.py": "", "shared/b.py": "B" });
  const other = tempFolder({ "c.py": "C" });
  const from = join(checkout, "app");
  symlinkSync("../shared", join(from, "shared"));
  symlinkSync("../../app", join(from, "bin/around"));
  symlinkSync("..", join(from, "above"));
  symlinkSync(other, join(from, "other"));
  const to = join(tempFolder(), "app");
  const problems = await copyApp(from, to);
  expect(readFileSync(join(to, "shared/b.py"), "utf8")).toBe("B");
  expect(problems.map(({ where }) => where?.file)).toEqual([
    join(from, "above"),
    join(from, "bin/around"),
    join(from, "other"),
  ]);
  expect(existsSync(join(to, "other"))).toBe(false);
  const all = join(tempFolder(), "app");
  await copyApp(from, all, { bounds: linkBounds(from, true) });
  expect(readFileSync(join(all, "other/c.py"), "utf8")).toBe("C");
  expect(existsSync(join(all, "above"))).toBe(false);
});

it.skipIf(!canBeOdd)("tells of what is no file, and copies the rest", async () => {
  const from = tempFolder();
  await makeOddAddon(from, "pipe at lookups/a.csv");
  const to = join(tempFolder(), "app");
  expect(await copyApp(from, to)).toEqual([
    expect.objectContaining({
      code: "ADDON_UNREADABLE",
      message: "left out of the run: a.csv is a pipe, not a regular file",
    }),
  ]);
  expect(existsSync(join(to, "bin/m.py"))).toBe(true);
  expect(existsSync(join(to, "lookups/a.csv"))).toBe(false);
});

it.each([
  ["files", { files: 3, bytes: 1000, most: 1000 }],
  ["bytes", { files: 9, bytes: 5, most: 1000 }],
])("refuses an app with too many %s", async (_, limits) => {
  const from = tempFolder({ "bin/a.py": "aaa", "bin/b.py": "bbb", "bin/c.py": "ccc" });
  const copying = copyApp(from, join(tempFolder(), "app"), { limits });
  await expect(copying).rejects.toThrow(expect.objectContaining({ code: "ADDON_TOO_LARGE" }));
});

it("leaves out a file that is too large, and keeps the others", async () => {
  const from = tempFolder({ "bin/a.py": "aaa", "bin/b.py": "bbbbbbb" });
  const to = join(tempFolder(), "app");
  const problems = await copyApp(from, to, { limits: { files: 9, bytes: 100, most: 5 } });
  expect(problems.map(({ where }) => where?.file)).toEqual([join(from, "bin/b.py")]);
  expect(readdirSync(join(to, "bin"))).toEqual(["a.py"]);
});

it.skipIf(process.platform === "win32")(
  "keeps a program a program, and all of it removable",
  async () => {
    const from = tempFolder({ "bin/act": "#!/bin/sh\n", "data.txt": "" });
    chmodSync(join(from, "data.txt"), 0o444);
    const to = join(tempFolder(), "app");
    await copyApp(from, to);
    expect(statSync(join(to, "bin/act")).mode & 0o777).toBe(0o755);
    expect(statSync(join(to, "data.txt")).mode & 0o600).toBe(0o600);
  },
);

it("lets others have their turn, and stops when it is told to", async () => {
  const from = tempFolder({ "bin/a.py": "", "lookups/last.csv": "" });
  const names = ["one", "two", "three"].map((name) => join(from, "lookups", `${name}.csv`));
  for (const name of names) {
    writeFileSync(name, "");
    truncateSync(name, 400 * 2 ** 20);
  }
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  const to = join(tempFolder(), "app");
  await expect(copyApp(from, to, { signal: stop.signal })).rejects.toThrow(CopyStopped);
  const lookups = join(to, "lookups");
  const sizes = readdirSync(lookups).map((name) => statSync(join(lookups, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1200 * 2 ** 20);
});
