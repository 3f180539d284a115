// `--coverage` with coverage.py as it comes, on each Python that is here: what ran is reached, and nothing else.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import { MAIN } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const ACT = `import os, subprocess, sys
import used
def main():
    sys.stdin.read()
    sys.stderr.write("INFO " + str(used.reached(1)) + chr(10))
    here = os.path.dirname(os.path.abspath(__file__))
    subprocess.check_call([sys.executable, os.path.join(here, "child.py")], stdout=2)
    return 0
sys.exit(main())
`;

const FILES = {
  "TA_x/default/app.conf": "[launcher]\nversion = 1.0.0\n",
  "TA_x/default/alert_actions.conf": "[act]\nis_custom = 1\npayload_format = json\n",
  "TA_x/bin/act.py": ACT,
  "TA_x/bin/used.py":
    "def reached(x):\n    if x:\n        return 1\n    return 0\ndef missed():\n    return 2\n",
  "TA_x/bin/child.py": "print('of a child')\n",
  "TA_x/bin/never.py": "x = 1\n",
  "TA_x/bin/requests/api.py": "y = 1\n",
};

const pythons = ["2.7", "3.7", "3.9", "3.13"].filter((wanted) =>
  listPythons().some(({ version }) => version.startsWith(`${wanted}.`)),
);

it.each(pythons)(
  "shows for Python %s what ran, with children, in the user's own files",
  (python) => {
    const cache = mkdtempSync(join(homedir(), ".ar-sim-test-"));
    try {
      const root = tempFolder(FILES);
      const run = (...args: string[]) =>
        spawnSync(process.execPath, [MAIN, ...args, "--python", python], {
          cwd: join(root, "TA_x"),
          encoding: "utf8",
          env: { ...process.env, AR_SIM_CACHE: cache, NO_COLOR: "1", NODE_V8_COVERAGE: undefined },
        });
      const made = run("python", "setup", "--with", "coverage");
      if (made.status !== 0) {
        process.stdout.write(`skipped: coverage.py for Python ${python}: ${made.stderr.trim()}\n`);
        return;
      }
      const lcov = join(root, "lcov.info");
      const xml = join(root, "coverage.xml");
      const { stdout, stderr } = run("run", "--coverage", "--coverage-report", `xml=${xml}`);
      expect(stdout).toContain("exit code 0");
      const rows = stderr.split("\n").flatMap((line) => {
        const [name = "", statements, missed] = line.split(/\s+/);
        return name.endsWith(".py")
          ? [[name.replaceAll("\\", "/"), Number(statements), Number(missed)]]
          : [];
      });
      expect(rows).toEqual([
        ["bin/act.py", 9, 0],
        ["bin/child.py", 1, 0],
        ["bin/never.py", 1, 1],
        ["bin/used.py", 6, 2],
      ]);
      expect(readFileSync(xml, "utf8")).toContain('filename="bin/used.py"');
      const least = run("run", "--coverage-min", "99");
      expect(least.stderr).toMatch(/error: --coverage-min 99: \d\d\.\d % were reached/);
      if (!python.startsWith("2")) {
        run("run", "--coverage-report", `lcov=${lcov}`);
        // coverage.py 7.2, the last one for Python 3.7, writes it too.
        expect(readFileSync(lcov, "utf8")).toContain("SF:bin/used.py");
      }
      expect(existsSync(join(tmpdir(), "ar-sim-coverage-"))).toBe(false);
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  },
);
