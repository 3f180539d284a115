// The Python stand-ins, tested by Python: test/rooms/sandbox/python/test_*.py under every version that scripts meet.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { afterAll, beforeAll, expect, test } from "vitest";
import { standIns } from "../../../src/sandbox/python-path.ts";

const tests = fileURLToPath(new URL("./python", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
const certificate = join(folder, "splunkd.pem");

beforeAll(async () => {
  const made = await generate([{ name: "commonName", value: "127.0.0.1" }]);
  writeFileSync(certificate, made.private + made.cert, { mode: 0o600 });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the interpreter calls its own version, or undefined where it does not start. */
function minorOf(python: string): string | undefined {
  try {
    const code = 'import sys; sys.stdout.write("%d.%d" % sys.version_info[:2])';
    return execFileSync(python, ["-c", code], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}

function pyenvPythons(): string[] {
  try {
    const root = execFileSync("pyenv", ["root"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const versions = join(root.trim(), "versions");
    return readdirSync(versions).map((version) => join(versions, version, "bin", "python"));
  } catch {
    return [];
  }
}

const found = new Map<string, string>();
const names = ["2.7", "3.7", "3.9", "3.13"].map((minor) => `python${minor}`);
for (const python of [...pyenvPythons(), ...names, "python3", "python"]) {
  const minor = minorOf(python);
  if (minor !== undefined && !found.has(minor)) found.set(minor, python);
}

async function runUnittests(python: string): Promise<string> {
  const environment = { ...process.env, AR_SIM_TEST_CERTIFICATE: certificate };
  try {
    const { stderr } = await promisify(execFile)(
      python,
      ["-B", "-m", "unittest", "discover", "-s", tests, "-p", "test_*.py"],
      { env: environment, encoding: "utf8" },
    );
    return stderr;
  } catch (error) {
    return (error as { stderr?: string }).stderr ?? String(error);
  }
}

const minors = ["2.7", "3.7", "3.9", "3.13"];
const other = found.has("3.9") ? [] : [...found.keys()].filter((minor) => minor.startsWith("3."));
for (const minor of new Set([...minors, ...other])) {
  const python = found.get(minor);
  const title = `the stand-ins pass their own tests on Python ${minor}`;
  if (python === undefined) {
    test.skip(`${title} (there is none here)`);
  } else {
    test(title, async () => {
      const report = await runUnittests(python);
      expect(report.trimEnd().split("\n").at(-1), report).toMatch(/^OK( |$)/);
    });
  }
}

test("there is a Python 3 to test with", () => {
  expect([...found.keys()].some((minor) => minor.startsWith("3."))).toBe(true);
});

test("the package splunk holds what Splunk names, and one private package", () => {
  const files = readdirSync(standIns.splunkPackage, { recursive: true, encoding: "utf8" })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => path.endsWith(".py") && !path.startsWith("_stand_in/"));
  expect(files).toContain("clilib/cli_common.py");
  const isPrivate = (path: string) => /(?:^|\/)_(?!_init__\.py$)/.test(path);
  expect(files.filter(isPrivate)).toEqual([]);
});
