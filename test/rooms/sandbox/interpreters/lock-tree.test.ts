import { lstatSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lockTree, unlockTree } from "../../../../src/sandbox/interpreters/lock-tree.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const modeOf = (path: string): number => lstatSync(path).mode & 0o222;

it.skipIf(process.platform === "win32")(
  "takes the right to write from all that is in a folder, and gives it back",
  () => {
    const outside = tempFolder({ "bin/python": "" });
    const root = tempFolder({ "lib/six.py": "", "bin/pip": "" });
    symlinkSync(join(outside, "bin/python"), join(root, "bin/python"));
    const paths = ["", "lib", "lib/six.py", "bin", "bin/pip"].map((path) => join(root, path));
    lockTree(root);
    for (const path of paths) expect(modeOf(path), path).toBe(0);
    expect(statSync(join(outside, "bin/python")).mode & 0o200).toBe(0o200);
    unlockTree(root);
    for (const path of paths) expect(modeOf(path), path).toBe(0o200);
  },
);

it("leaves a folder alone that is not there", () => {
  expect(() => unlockTree("/no/such/folder")).not.toThrow();
});
