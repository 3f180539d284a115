import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeLocalConf } from "../../../../src/sandbox/home/write-local-conf.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { canBeOdd, pipe } from "../../../trials/odd-add-ons.ts";

const WRITE = { conf: "x", app: "TA_a", owner: "nobody", stanza: "s", settings: { k: "v" } };

it("lays a write into local/ of the app, of its user or of the system, and takes a stanza out again", () => {
  const home = tempFolder();
  writeLocalConf(home, { ...WRITE, settings: { k: "one\ntwo" } });
  const file = join(home, "etc/apps/TA_a/local/x.conf");
  expect(readFileSync(file, "utf8")).toBe("[s]\nk = one\\\ntwo\n\n");
  writeLocalConf(home, { ...WRITE, stanza: "t" });
  writeLocalConf(home, { ...WRITE, settings: undefined });
  expect(readFileSync(file, "utf8")).toBe("[t]\nk = v\n\n");
  writeLocalConf(home, { ...WRITE, owner: "ann" });
  expect(existsSync(join(home, "etc/users/ann/TA_a/local/x.conf"))).toBe(true);
  writeLocalConf(home, { ...WRITE, app: "system" });
  expect(existsSync(join(home, "etc/system/local/x.conf"))).toBe(true);
});

it.each([
  { app: ".." },
  { app: "../../x" },
  { conf: "../x" },
  { owner: "../../ann" },
  { owner: ".." },
  { stanza: "a]\n[b" },
  { app: "" },
])("writes nothing for %j", (more) => {
  const home = tempFolder();
  writeLocalConf(home, { ...WRITE, ...more });
  expect(readdirSync(home)).toEqual([]);
});

it("leaves a setting out whose name would be two lines", () => {
  const home = tempFolder();
  writeLocalConf(home, { ...WRITE, settings: { "a\nb": "1", c: "2" } });
  expect(readFileSync(join(home, "etc/apps/TA_a/local/x.conf"), "utf8")).toBe("[s]\nc = 2\n\n");
});

it.skipIf(!canBeOdd)("writes into no pipe, and into no file elsewhere", () => {
  const home = tempFolder();
  const other = join(tempFolder({ "x.conf": "mine" }), "x.conf");
  const local = join(home, "etc/apps/TA_a/local");
  pipe(join(local, "x.conf"));
  symlinkSync(other, join(local, "y.conf"));
  for (const settings of [WRITE.settings, undefined])
    for (const conf of ["x", "y"]) writeLocalConf(home, { ...WRITE, conf, settings });
  expect(readFileSync(other, "utf8")).toBe("mine");
});

it("writes nothing anew that it cannot read whole", () => {
  const home = tempFolder();
  writeLocalConf(home, WRITE);
  const file = join(home, "etc/apps/TA_a/local/x.conf");
  const many = "[a]\n".repeat(100_001);
  writeFileSync(file, many);
  writeLocalConf(home, { ...WRITE, settings: undefined });
  expect(readFileSync(file, "utf8")).toBe(many);
});
