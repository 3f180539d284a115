import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pathFromHere, pathFromRepository } from "../../../../src/cli/report/path-prefix.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it("leads from the folder with .git, which worktrees have as a file", () => {
  const root = tempFolder();
  mkdirSync(join(root, "apps/TA_x"), { recursive: true });
  mkdirSync(join(root, ".git"));
  expect(pathFromRepository(join(root, "apps/TA_x"))).toBe("apps/TA_x/");
  expect(pathFromRepository(root)).toBe("");
  writeFileSync(join(root, "apps/.git"), "gitdir: elsewhere\n");
  expect(pathFromRepository(join(root, "apps/TA_x"))).toBe("TA_x/");
});

it("leads from the current folder to one below, and to no other", () => {
  expect(pathFromHere(join(process.cwd(), "test/cli"))).toBe("test/cli/");
  expect(pathFromHere(process.cwd())).toBe("");
  expect(pathFromHere(tempFolder())).toBe("");
});
