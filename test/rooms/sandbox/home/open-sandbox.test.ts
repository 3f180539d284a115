import { existsSync, lstatSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon } from "../../../../src/addon/load-addon.ts";
import { splunkProfile } from "../../../../src/platforms/splunk-profile.ts";
import { openSandbox, type SandboxOptions } from "../../../../src/sandbox/home/open-sandbox.ts";
import { fixture } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const open = (parent: string, more: Partial<SandboxOptions> = {}) =>
  openSandbox({
    addon: loadAddon(fixture("TA_ping")),
    serverName: "sh1",
    managementPort: 8089,
    python: undefined,
    profile: splunkProfile("10.2"),
    parent,
    ...more,
  });

it("lays out what scripts look for below SPLUNK_HOME", async () => {
  await using sandbox = await open(tempFolder());
  const has = (path: string): boolean => existsSync(join(sandbox.splunkHome, path));
  for (const path of [
    "etc/apps/TA_ping/bin/ping_host.py",
    "etc/apps/Splunk_SA_CIM/lib/cim_actions.py",
    "etc/apps/SA-Utils/lib",
    "etc/apps/splunk_httpinput/default/inputs.conf",
    "var/log/splunk",
    "var/spool/splunk",
    "var/run/splunk/dispatch",
    "var/lib/splunk",
    "lib/python3/site-packages/splunk/rest/__init__.py",
  ])
    expect(has(path), path).toBe(true);
  const conf = readFileSync(join(sandbox.splunkHome, "etc/system/default/server.conf"), "utf8");
  expect(conf).toContain("serverName = sh1");
  // Never where an add-on's own sys.path filter would drop them.
  for (const folder of sandbox.pythonPath) expect(folder).not.toMatch(/etc\/apps\/[^/]+\/bin$/);
});

it("says nothing of a simulation in any name that a script can see", async () => {
  await using sandbox = await open(tempFolder());
  const seen = sandbox.splunkHome.replace(/ar-sim-test-\w+/, "");
  expect(seen).not.toMatch(/sim|test|mock|fake/i);
  const names = readdirSync(sandbox.splunkHome, { recursive: true, encoding: "utf8" });
  expect(names.filter((name) => /(?:^|\/)[^/]*ar-sim/.test(name))).toEqual([]);
});

it("links what Splunk's Python brings to where Splunk has it", async () => {
  const venv = tempFolder({ "six.py": "" });
  await using sandbox = await open(tempFolder(), {
    python: { path: "/usr/bin/python3", version: "3.9.18", venv },
  });
  expect(sandbox.pythonPath.map((path) => path.slice(sandbox.splunkHome.length))).toEqual([
    "/lib/python3/site-packages",
    "/lib/python3.9/site-packages",
  ]);
  expect(existsSync(join(sandbox.splunkHome, "lib/python3.9/site-packages/six.py"))).toBe(true);
});

it("is gone with all that was written into it, and leaves the add-on as it was", async () => {
  const parent = tempFolder();
  {
    await using sandbox = await open(parent);
    writeFileSync(join(sandbox.appFolder("TA_ping"), "bin/ping_host.py"), "ruined");
    writeFileSync(join(sandbox.splunkHome, "../beside"), "");
  }
  expect(readdirSync(parent)).toEqual([]);
  expect(readFileSync(join(fixture("TA_ping"), "bin/ping_host.py"), "utf8")).not.toBe("ruined");
});

it("stays where it is kept", async () => {
  const parent = tempFolder();
  const kept = await open(parent, { keep: true });
  await kept[Symbol.asyncDispose]();
  expect(readdirSync(parent)).toHaveLength(1);
});

it("takes a user's own Splunk_SA_CIM for the stand-in, and lays add-ons beside the first", async () => {
  const cim = tempFolder({
    "default/app.conf": "[package]\nid = Splunk_SA_CIM\n",
    "lib/cim_actions.py": "MINE = 1\n",
  });
  const addon = loadAddon(fixture("TA_ping"), { also: [cim, fixture("TA_xml")] });
  await using sandbox = await open(tempFolder(), { addon });
  const file = join(sandbox.appFolder("Splunk_SA_CIM"), "lib/cim_actions.py");
  expect(readFileSync(file, "utf8")).toBe("MINE = 1\n");
  expect(lstatSync(join(sandbox.appFolder("Splunk_SA_CIM"), "lib")).isSymbolicLink()).toBe(false);
  expect(existsSync(sandbox.appFolder("TA_xml"))).toBe(true);
});

it("throws SANDBOX_FAILED where it cannot be made", async () => {
  await expect(open("/no/such/folder")).rejects.toThrow(
    expect.objectContaining({ code: "SANDBOX_FAILED", where: { file: "/no/such/folder" } }),
  );
});

it("names the release that it is the home of", async () => {
  const versionIn = async (version: string): Promise<string> => {
    await using sandbox = await open(tempFolder(), { profile: splunkProfile(version) });
    return readFileSync(join(sandbox.splunkHome, "etc/splunk.version"), "utf8");
  };
  expect(await versionIn("10.0")).toContain("VERSION=10.0.2\nBUILD=e2d18b4767e9\n");
  // Nothing public tells the build of 9.1.3.
  expect(await versionIn("9.1")).toBe("VERSION=9.1.3\nPRODUCT=splunk\nPLATFORM=Linux-x86_64\n");
});
