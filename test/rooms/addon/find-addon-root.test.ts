import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findAddonRoot, namedAddonRoot } from "../../../src/addon/find-addon-root.ts";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(...files: readonly string[]): string {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-test-")));
  made.push(base);
  for (const file of files) {
    mkdirSync(dirname(join(base, file)), { recursive: true });
    writeFileSync(join(base, file), "");
  }
  return base;
}

it("walks up to the add-on from anywhere inside it", () => {
  const base = folderWith("TA/default/alert_actions.conf", "TA/bin/lib/x.py");
  expect(findAddonRoot(join(base, "TA/bin/lib"))).toBe(join(base, "TA"));
});

it.each(["package", "src", "app"])("finds the add-on of a repository in %s/", (place) => {
  const base = folderWith(`${place}/default/app.conf`, "README.md");
  expect(findAddonRoot(base)).toBe(join(base, place));
  expect(namedAddonRoot(base)).toBe(join(base, place));
});

it("finds the only add-on further down", () => {
  const base = folderWith(
    "packages/x/src/main/resources/splunk/TA_x/default/alert_actions.conf",
    "node_modules/a/app.manifest",
  );
  expect(findAddonRoot(base)).toBe(join(base, "packages/x/src/main/resources/splunk/TA_x"));
});

it("takes a folder by its word that has a default/ of any kind", () => {
  const base = folderWith("default/props.conf");
  expect(namedAddonRoot(base)).toBe(base);
});

it("lists the add-ons where several lie below", () => {
  const base = folderWith("apps/TA_a/default/app.conf", "apps/TA_b/default/app.conf");
  expect(() => namedAddonRoot(base)).toThrow(
    expect.objectContaining({
      code: "ADDON_WHICH",
      message: expect.stringContaining("TA_a, TA_b"),
      hint: expect.stringContaining("--app"),
    }),
  );
});

it("says that there is none", () => {
  const base = folderWith("notes.txt");
  expect(() => namedAddonRoot(base)).toThrow(expect.objectContaining({ code: "ADDON_NOT_FOUND" }));
});
