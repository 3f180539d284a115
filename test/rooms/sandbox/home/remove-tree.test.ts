import { chmodSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { removeTree } from "../../../../src/sandbox/home/remove-tree.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it("removes folders that a script locked, and nothing behind a link", async () => {
  const outside = tempFolder({ "keep.txt": "" });
  const root = join(tempFolder({ "root/a/b/c.txt": "" }), "root");
  if (process.platform !== "win32") symlinkSync(outside, join(root, "a/link"));
  chmodSync(join(root, "a/b"), 0o000);
  expect(await removeTree(root)).toBe(true);
  expect(existsSync(root)).toBe(false);
  expect(existsSync(join(outside, "keep.txt"))).toBe(true);
});

it("takes a folder that is gone for removed", async () => {
  expect(await removeTree(join(tempFolder(), "nowhere"))).toBe(true);
});
