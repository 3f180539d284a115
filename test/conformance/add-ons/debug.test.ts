// `--debug` with debugpy as it comes, on several Pythons: stops at a line of the user's own file, and reads a variable.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import { DapClient } from "../../support/people/dap-client.ts";
import { debugged } from "../../support/people/debugged-run.ts";
import { MAIN } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const FILES = {
  "TA_x/default/app.conf": "[launcher]\nversion = 1.0.0\n",
  "TA_x/default/alert_actions.conf": "[act]\nis_custom = 1\npayload_format = json\n",
  "TA_x/bin/act.py": "import sys\nseen = len(sys.stdin.read()) > 2\nsys.exit(0 if seen else 1)\n",
};

const pythons = ["3.7", "3.9", "3.13"].filter((wanted) =>
  listPythons().some(({ version }) => version.startsWith(`${wanted}.`)),
);

it.each(pythons)(
  "stops a script of Python %s at a line of the user's own file",
  async (python) => {
    // Below /tmp it would be hidden from the script.
    const cache = mkdtempSync(join(homedir(), ".ar-sim-test-"));
    try {
      const cwd = join(tempFolder(FILES), "TA_x");
      const env = { AR_SIM_CACHE: cache };
      const setup = ["python", "setup", "--with", "debugpy", "--python", python];
      const made = spawnSync(process.execPath, [MAIN, ...setup], {
        encoding: "utf8",
        env: { ...process.env, ...env },
      });
      if (made.status !== 0) {
        process.stdout.write(`skipped: debugpy for Python ${python}: ${made.stderr.trim()}\n`);
        return;
      }
      const { editor, ended } = await debugged(["run", "--debug", "0", "--python", python], {
        cwd,
        env,
      });
      const file = join(cwd, "bin/act.py");
      const client = new DapClient(editor);
      await client.attach(file, 3);
      const { threadId } = await client.event("stopped");
      const { stackFrames } = await client.ask("stackTrace", { threadId });
      const [frame] = stackFrames as { id: number; line: number; source: { path: string } }[];
      expect(frame).toMatchObject({ line: 3, source: { path: file } });
      const value = await client.ask("evaluate", { expression: "seen", frameId: frame?.id });
      expect(value).toMatchObject({ result: "True" });
      await client.ask("continue", { threadId });
      const { code, stdout } = await ended;
      expect(stdout).toContain("✓ exit code 0");
      expect(code).toBe(0);
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  },
  180_000,
);
