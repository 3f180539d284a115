import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { buildFirst } from "../../../src/addon/ucc-source.ts";
import { loadAddon } from "../../../src/addon/load-addon.ts";

let base = "";
afterEach(() => rmSync(base, { recursive: true }));

function repository(files: readonly string[]): string {
  base = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-test-")));
  for (const file of files) {
    mkdirSync(dirname(join(base, file)), { recursive: true });
    writeFileSync(join(base, file), '{"meta":{"name":"TA_x"}}');
  }
  return base;
}

it.each(["", "package"])("tells the sources of a UCC add-on to be built (%s)", (inner) => {
  repository(["globalConfig.json", "package/default/app.conf"]);
  const error = buildFirst(loadAddon(join(base, inner)));
  expect(error).toMatchObject({ code: "ADDON_BUILD_FIRST" });
  expect(error?.hint).toContain(`cd ${base} && ucc-gen build`);
});

it("names what an earlier build left", () => {
  repository(["globalConfig.json", "package/default/app.conf", "output/TA_x/bin/a.py"]);
  expect(buildFirst(loadAddon(base))?.hint).toContain(`--app ${join(base, "output/TA_x")}`);
});

it("takes a built add-on for what it is", () => {
  repository(["default/app.conf", "appserver/static/js/build/globalConfig.json"]);
  expect(buildFirst(loadAddon(base))).toBeUndefined();
});
