// What coverage.py is told, and which Python reports. That it measures, test/conformance/add-ons/coverage.test.ts shows.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon } from "../../../../src/addon/load-addon.ts";
import { startMeasurement } from "../../../../src/sandbox/measure/measurement.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

function addon(): ReturnType<typeof loadAddon> {
  const root = tempFolder({
    "TA_x/default/app.conf": "[launcher]\nversion = 1.0.0\n",
    "TA_x/bin/act.py": "",
    "TA_x/bin/$odd.py": "",
  });
  return loadAddon(join(root, "TA_x"));
}

it("measures the own files of each app, leads them back, and leaves nothing behind", async () => {
  const app = addon();
  let folder = "";
  {
    await using measurement = startMeasurement([app]);
    folder = measurement.tooling.env["STAND_IN_COVERAGE"] ?? "";
    const config = readFileSync(join(folder, "plain.rc"), "utf8");
    expect(config).toContain(
      "include =\n    */etc/apps/TA_x/bin/$$odd.py\n    */etc/apps/TA_x/bin/act.py\n",
    );
    expect(config).toContain(`[paths]\napp0 =\n    ${app.root}\n    */etc/apps/TA_x\n`);
    expect(config).not.toContain("patch");
    expect(readFileSync(join(folder, "patching.rc"), "utf8")).toContain("[run]\npatch = _exit");
    expect(measurement.tooling.writable).toEqual([folder]);
    expect(readdirSync(join(folder, "data"))).toEqual([]);
  }
  expect(existsSync(folder)).toBe(false);
});

it("says so when no Python ran", async () => {
  await using measurement = startMeasurement([addon()]);
  await expect(measurement.report({})).rejects.toMatchObject({
    code: "SANDBOX_NO_COVERAGE",
    message: "no Python script ran, so nothing was measured",
  });
});

it("names the Python that lacks coverage.py, and takes no other word of a script", async () => {
  await using measurement = startMeasurement([addon()]);
  const folder = measurement.tooling.env["STAND_IN_COVERAGE"] ?? "";
  writeFileSync(join(folder, "by-3.9; touch x-with"), "/bin/evil");
  writeFileSync(join(folder, "by-3.9-without"), "/bin/evil");
  await expect(measurement.report({})).rejects.toMatchObject({
    code: "SANDBOX_NO_COVERAGE",
    message: "Python 3.9 has no coverage.py",
    hint: expect.stringContaining("ar-sim python setup --with coverage --python 3.9"),
  });
});
