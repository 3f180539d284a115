import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkPlaceTaken, findPython } from "../../../../src/sandbox/interpreters/find-python.ts";
import { listPythons } from "../../../../src/sandbox/interpreters/list-pythons.ts";
import { splunkProfile } from "../../../../src/platforms/splunk-profile.ts";

let base = "";
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "ar-sim-test-")));
});
afterEach(() => rmSync(base, { recursive: true }));

/** A file that looks like a program, and starts nothing. */
function program(path: string, head = "\u007fELF"): string {
  const file = join(base, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, head);
  chmodSync(file, 0o755);
  return file;
}

const listed = (env: Readonly<Record<string, string>>) =>
  listPythons({ PATH: "", ...env }).filter((one) => one.path.startsWith(base));

it.skipIf(process.platform === "win32")(
  "passes over shims for the interpreters behind them",
  () => {
    program("shims/python3.9", "#!/bin/sh\n");
    const real = program("pyenv/versions/3.9.18/bin/python3");
    const found = listed({ PATH: join(base, "shims"), PYENV_ROOT: join(base, "pyenv") });
    expect(found).toEqual([{ path: real, version: "3.9.18" }]);
  },
);

it.skipIf(process.platform === "win32")(
  "looks where uv, asdf, mise and Homebrew put theirs",
  () => {
    program("uv/cpython-3.13.0-linux-x86_64-gnu/bin/python3");
    program("asdf/installs/python/3.9.1/bin/python3");
    program("data/mise/installs/python/3.12.2/bin/python3");
    program("brew/opt/python@3.11/bin/python3.11");
    const found = listed({
      UV_PYTHON_INSTALL_DIR: join(base, "uv"),
      ASDF_DATA_DIR: join(base, "asdf"),
      XDG_DATA_HOME: join(base, "data"),
      HOMEBREW_PREFIX: join(base, "brew"),
    });
    expect(found.map((one) => one.version)).toEqual(["3.13.0", "3.9.1", "3.12.2", "3.11"]);
  },
);

it.skipIf(process.platform === "win32")(
  "lists an executable once, however many names it has",
  () => {
    const real = program("bin/python3.9");
    symlinkSync(real, join(base, "bin/python3"));
    symlinkSync(real, join(base, "bin/python"));
    expect(listed({ PATH: join(base, "bin") })).toEqual([{ path: real, version: "3.9" }]);
  },
);

const versions = listPythons()
  .map((one) => /^3\.\d+/.exec(one.version)?.[0])
  .filter((one): one is string => one !== undefined);
const [some = "", ...others] = [...new Set(versions)];

it("takes the version that was asked for", () => {
  const found = findPython({ asked: some, required: others[0], version: "python2" });
  expect(found.version).toMatch(new RegExp(`^${some.replace(".", "\\.")}\\.`));
  expect(found.chosenBy).toBe("--python");
});

it("takes the interpreter at a path, and the version by any of its names", () => {
  const { path, version } = findPython({ asked: some });
  expect(findPython({ asked: path }).version).toBe(version);
  expect(findPython({ asked: `python${some}` }).path).toBe(path);
  expect(findPython({ asked: version }).path).toBe(path);
});

it("takes what the chosen Splunk would run, and says so where another takes its place", () => {
  const python = findPython({ required: "3.13", profile: splunkProfile("10.2") });
  const [note] = checkPlaceTaken(python, splunkProfile("10.2"));
  if (versions.includes("3.13")) {
    expect(python).toMatchObject({ chosenBy: "python.required = 3.13", insteadOf: undefined });
    expect(note).toBeUndefined();
    return;
  }
  expect(python.insteadOf).toBe("3.13");
  expect(note?.message).toContain("Python 3.13, which is not on this machine");
});

it("names the version that a Splunk would use and that is not here", () => {
  const profile = { ...splunkProfile("10.2"), forced: "3.99" };
  const python = findPython({ profile });
  expect(python.insteadOf).toBe("3.99");
  expect(python.chosenBy).toBe("force_python3 of Splunk 10.2: 3.99 is not here");
  expect(checkPlaceTaken(python, profile)).toMatchObject([
    {
      code: "SANDBOX_OTHER_PYTHON",
      message: `Splunk 10.2 would run the script on Python 3.99, which is not on this machine: ${python.version} takes its place`,
    },
  ]);
});

it.each(["python2", "python3", "default", "python3.99", ""])(
  "takes 3.9, or the first Python 3, for python.version = %s",
  (version) => {
    const found = findPython({ version });
    expect(found.version).toMatch(versions.includes("3.9") ? /^3\.9\./ : /^3\./);
  },
);

it.each(["9.9", "/no/such/python", "python9", "not a python"])(
  "says that there is no `%s`, and what there is",
  (asked) => {
    expect(() => findPython({ asked })).toThrow(
      expect.objectContaining({
        code: "SANDBOX_BAD_PYTHON",
        hint: expect.stringContaining("Found here: "),
      }),
    );
  },
);

it.skipIf(process.platform === "win32")("refuses a program that is no Python", () => {
  expect(() => findPython({ asked: "/bin/sh" })).toThrow(
    expect.objectContaining({ code: "SANDBOX_BAD_PYTHON" }),
  );
});
