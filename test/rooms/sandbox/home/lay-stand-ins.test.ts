import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { layStandIns } from "../../../../src/sandbox/home/lay-stand-ins.ts";
import { askVersion } from "../../../../src/sandbox/interpreters/ask-version.ts";
import { listPythons } from "../../../../src/sandbox/interpreters/list-pythons.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const pythons = listPythons().flatMap(({ path }) => {
  const version = askVersion(path);
  return version === undefined ? [] : [{ path, version }];
});

beforeEach(() => vi.stubEnv("AR_SIM_CACHE", tempFolder()));
afterEach(() => vi.unstubAllEnvs());

/** By path: what changes when Python writes the file anew. */
function compiledIn(home: string): Record<string, number> {
  const files = readdirSync(home, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".pyc"))
    .map((name) => [name, statSync(join(home, name)).ino] as const);
  return Object.fromEntries(files.sort());
}

/** Prints where the module comes from. */
function imported({ path }: { path: string }, home: string, code: string): string {
  const folders = ["lib/python3/site-packages", "etc/apps/Splunk_SA_CIM/lib"];
  return execFileSync(path, ["-c", code], {
    env: { PYTHONPATH: folders.map((folder) => join(home, folder)).join(":"), SPLUNK_HOME: home },
    encoding: "utf8",
  }).trim();
}

it.skipIf(process.platform === "win32").each(pythons)(
  "compiles the stand-ins for Python $version, which takes them as they are",
  (python) => {
    const home = tempFolder();
    layStandIns(home, python, true);
    const before = compiledIn(home);
    expect(Object.keys(before).length).toBeGreaterThan(40);
    imported(python, home, "import splunk.rest, splunk.entity, splunk.Intersplunk, cim_actions");
    expect(compiledIn(home)).toEqual(before);
  },
);

it.skipIf(process.platform === "win32").each(pythons)(
  "lets Python $version see what a script writes into a stand-in, and the next home see none of it",
  (python) => {
    const homes = [tempFolder(), tempFolder()] as const;
    const changed = "import cim_actions; print(hasattr(cim_actions, 'CHANGED'))";
    layStandIns(homes[0], python, true);
    appendFileSync(join(homes[0], "etc/apps/Splunk_SA_CIM/lib/cim_actions.py"), "\nCHANGED = 1\n");
    expect(imported(python, homes[0], changed)).toBe("True");
    layStandIns(homes[1], python, true);
    expect(imported(python, homes[1], changed)).toBe("False");
  },
);

it("leaves Splunk_SA_CIM out where the user has one", () => {
  const home = tempFolder();
  layStandIns(home, undefined, false);
  expect(existsSync(join(home, "etc/apps/Splunk_SA_CIM"))).toBe(false);
  expect(existsSync(join(home, "lib/python3/site-packages/splunk/rest/__init__.py"))).toBe(true);
});

it("lays out the sources alone where the interpreter cannot compile them", () => {
  const home = tempFolder();
  layStandIns(home, { path: "/no/such/python", version: "3.99.0" }, true);
  expect(compiledIn(home)).toEqual({});
  expect(existsSync(join(home, "etc/apps/Splunk_SA_CIM/lib/cim_actions.py"))).toBe(true);
});
