import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { checkAddon } from "../../../src/checks/check-addon.ts";
import { fixFiles } from "../../../src/checks/fixes/fix-files.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SOURCE = {
  "globalConfig.json": '{"meta": {"name": "TA_made", "restRoot": "ta_made", "version": "1.0.0"}}',
  "package/default/alert_actions.conf": "\ufeff[ping]\n",
  "package/bin/ping.py": "import sys\n\nprint >> sys.stderr, 'no'\n",
};

it("says that the source of a UCC add-on has to be built, and how", () => {
  const { findings } = checkAddon(loadAddon(tempFolder(SOURCE)), { only: ["AR107"] });
  expect(findings).toMatchObject([
    { id: "AR107", severity: "warning", where: { file: "globalConfig.json" } },
  ]);
  expect(findings[0]?.hint).toContain("ucc-gen build --source package");
});

it("names what an earlier build of the source left", () => {
  const root = tempFolder({ ...SOURCE, "output/TA_made/bin/ping.py": "" });
  const { findings } = checkAddon(loadAddon(root), { only: ["AR107"] });
  expect(findings[0]?.hint).toContain("`ar-sim check output/TA_made`");
});

it("checks the app inside the source, with paths from the folder that was named", () => {
  const root = tempFolder(SOURCE);
  const addon = loadAddon(root);
  const report = checkAddon(addon, { only: ["AR014", "AR071"] });
  expect(report).toMatchObject({ appId: "TA_made", root });
  expect(report.findings.map(({ id, where }) => [id, where.file, where.line])).toEqual([
    ["AR071", "package/bin/ping.py", 3],
    ["AR014", "package/default/alert_actions.conf", 1],
  ]);
  expect(report.lines["package/bin/ping.py:3"]).toBe("print >> sys.stderr, 'no'");
  const [fixed] = fixFiles(report.findings, (file) => addon.tree.read(file));
  expect(fixed?.file).toBe("package/default/alert_actions.conf");
  expect(fixed?.after.toString()).toBe("[ping]\n");
});

it("checks the app inside the source by its own folder as well", () => {
  const root = tempFolder(SOURCE);
  const report = checkAddon(loadAddon(`${root}/package`), { only: ["AR071", "AR107"] });
  expect(report.appId).toBe("TA_made");
  expect(report.findings.map(({ id, where }) => [id, where.file])).toEqual([
    ["AR107", "../globalConfig.json"],
    ["AR071", "bin/ping.py"],
  ]);
});
