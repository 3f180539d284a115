import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeLocalConf } from "../../../../src/sandbox/home/write-local-conf.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

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
