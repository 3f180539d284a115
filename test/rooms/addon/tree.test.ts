import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { literalTree, type Tree } from "../../../src/addon/tree.ts";
import { folderTree } from "../../../src/addon/trees/folder-tree.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const FILES = { "default/app.conf": "[ui]\n", "bin/a.py": "print()\n", "bin/sub/b.py": "" };

it.each([
  ["on disk", (): Tree => folderTree(tempFolder(FILES))],
  ["in memory", (): Tree => literalTree(FILES)],
])("reads a tree %s", (_, open) => {
  const tree = open();
  expect(tree.read("default/app.conf")?.toString()).toBe("[ui]\n");
  expect(tree.read("default/none.conf")).toBeUndefined();
  expect(tree.read("bin")).toBeUndefined();
  expect(tree.list("bin")).toEqual([
    { name: "a.py", isFolder: false },
    { name: "sub", isFolder: true },
  ]);
  expect(tree.list("nowhere")).toEqual([]);
  expect(tree.list("").map((entry) => entry.name)).toEqual(["bin", "default"]);
});

it.skipIf(process.platform === "win32")(
  "follows links, and tells programs from other files",
  () => {
    const root = tempFolder(FILES);
    symlinkSync(join(root, "bin"), join(root, "scripts"));
    chmodSync(join(root, "default/app.conf"), 0o644);
    const tree = folderTree(root);
    expect(tree.list("").find((entry) => entry.name === "scripts")?.isFolder).toBe(true);
    expect(tree.canExecute("bin/a.py")).toBe(true);
    expect(tree.canExecute("default/app.conf")).toBe(false);
    expect(tree.canExecute("nowhere")).toBe(false);
  },
);
