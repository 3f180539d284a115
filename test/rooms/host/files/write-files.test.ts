import { existsSync, linkSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../../../../src/host/files/make-folder.ts";
import { replaceFile } from "../../../../src/host/files/replace-file.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it("makes a folder and those above it, and leaves one that is there", () => {
  const folder = join(tempFolder({ "a/x.txt": "" }), "a/b/c");
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

it("makes no folder below a file, nor where none can be made", () => {
  const folder = tempFolder({ "a.txt": "" });
  expect(() => makeFolder(join(folder, "a.txt/b"))).toThrow();
  if (process.platform === "linux") expect(() => makeFolder("/proc/nowhere/below")).toThrow();
});

it("puts a new file in the place of the old one, with its mode", () => {
  const folder = tempFolder({ "a.txt": "old" });
  const file = join(folder, "a.txt");
  chmodSync(file, 0o640);
  linkSync(file, join(folder, "twin"));
  replaceFile(file, "new");
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(readFileSync(join(folder, "twin"), "utf8")).toBe("old");
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o640);
});

it.skipIf(process.platform === "win32")("replaces a link, and not what it leads to", () => {
  const folder = tempFolder({ "target.txt": "old" });
  symlinkSync("target.txt", join(folder, "link"));
  replaceFile(join(folder, "link"), "new");
  expect(lstatSync(join(folder, "link")).isFile()).toBe(true);
  expect(readFileSync(join(folder, "target.txt"), "utf8")).toBe("old");
});

it("leaves nothing behind where it cannot write", () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "x"), "");
  expect(() => replaceFile(join(folder, "nowhere/a.txt"), "")).toThrow();
  expect(readdirSync(folder)).toEqual(["x"]);
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
});
