import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { loadAddon, loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { checkAppId } from "../../../../src/addon/read/read-app-id.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** An add-on on disk, at a path below a new folder. */
function onDisk(path: string, files: Readonly<Record<string, string>>): string {
  const base = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
  made.push(base);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path, file)), { recursive: true });
    writeFileSync(join(base, path, file), text);
  }
  return join(base, path);
}

const idOf = (files: Readonly<Record<string, string>>) => {
  const { appId, idFrom } = loadAddonFromTree(literalTree(files));
  return { appId, idFrom };
};

it.each([
  [
    "app.conf",
    {
      "default/app.conf": "[package]\nid = TA_one\n",
      "app.manifest": '{"info":{"id":{"name":"x"}}}',
    },
    "TA_one",
  ],
  ["app.conf", { "local/app.conf": "[package]\nid = TA_two\n" }, "TA_two"],
  ["app.manifest", { "app.manifest": '{"info":{"id":{"name":"TA_three"}}}' }, "TA_three"],
  ["globalConfig.json", { "globalConfig.json": '{"meta":{"name":"TA_four"}}' }, "TA_four"],
  [
    "globalConfig.json",
    { "appserver/static/js/build/globalConfig.json": '{"meta":{"name":"TA_five"}}' },
    "TA_five",
  ],
  ["aob_meta", { "TA-six.aob_meta": "…" }, "TA-six"],
])("takes the app id from %s", (idFrom, files, appId) => {
  expect(idOf(files as Record<string, string>)).toEqual({ appId, idFrom });
});

it("passes over an id that would lead out of etc/apps", () => {
  expect(
    idOf({ "default/app.conf": "[package]\nid = ../../x\n", "TA_good.aob_meta": "" }).appId,
  ).toBe("TA_good");
});

it("takes the folder's name when nothing says another", () => {
  const addon = loadAddon(onDisk("TA_plain", { "default/app.conf": "[ui]\n" }));
  expect(addon).toMatchObject({ appId: "TA_plain", idFrom: "folder" });
  expect(addon.problems).toEqual([]);
});

it.each(["TA_repo/package", "TA_repo/src/app"])(
  "never calls an add-on by the place it lies at: %s",
  (path) => {
    const addon = loadAddon(onDisk(path, { "default/app.conf": "[ui]\n" }));
    expect(addon.appId).toBe("TA_repo");
    expect(addon.problems[0]).toMatchObject({
      code: "ADDON_GUESSED_ID",
      hint: expect.stringContaining("--app-id"),
    });
  },
);

it("says that it guesses where the folder is that of a repository", () => {
  const root = onDisk("splunk-thing", { "default/app.conf": "[ui]\n", ".git/HEAD": "x" });
  expect(loadAddon(root).problems[0]?.code).toBe("ADDON_GUESSED_ID");
});

it("makes a name of a folder whose name cannot be one", () => {
  const addon = loadAddon(onDisk("my add+on", { "default/app.conf": "[ui]\n" }));
  expect(addon.appId).toBe("my_add_on");
});

it("takes the id that was asked for over all others", () => {
  const root = onDisk("x", { "default/app.conf": "[package]\nid = TA_other\n" });
  expect(loadAddon(root, { appId: "TA_asked" })).toMatchObject({
    appId: "TA_asked",
    idFrom: "asked",
  });
});

it.each(["../x", "a/b", "", ".."])("refuses `%s` as an app id", (name) => {
  expect(() => checkAppId(name)).toThrow(expect.objectContaining({ code: "ADDON_BAD_ID" }));
});
