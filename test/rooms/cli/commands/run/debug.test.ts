// `--debug` with a double of debugpy. test/conformance/add-ons/debug.test.ts has the real one.
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listPythons } from "../../../../../src/sandbox/interpreters/list-pythons.ts";
import { debugged } from "../../../../support/people/debugged-run.ts";
import { runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const DOUBLE = `import os, socket
def configure(**kwargs):
    pass
def connect(address):
    global editor
    editor = socket.create_connection(address)
def wait_for_client():
    said = b""
    while b'"configurationDone"' not in said:
        chunk = editor.recv(100)
        if not chunk:
            raise SystemExit(9)
        said += chunk
    editor.sendall(os.environ["PATHS_FROM_ECLIPSE_TO_PYTHON"].encode() + b"\\n")
`;

const ACT = `import os, sys, time
sys.stdin.read()
sys.stderr.write("INFO left over: %s\\n" % [name for name in os.environ if "DEBUG" in name or "ECLIPSE" in name])
time.sleep(SECONDS)
`;

const pythons = listPythons().filter(({ version }) => version.startsWith("3."));
const minorOf = (version: string): string => version.split(".").slice(0, 2).join(".");
const [python] = pythons;
const minor = minorOf(python?.version ?? "");

function world({ conf = "", seconds = 0 } = {}) {
  const doubles = pythons.map(({ version }) => [
    `cache/python-tools/${minorOf(version)}/debugpy/__init__.py`,
    DOUBLE,
  ]);
  const root = tempFolder({
    "TA_x/default/app.conf": "[launcher]\nversion = 1.0.0\n",
    "TA_x/default/alert_actions.conf": `[act]\nis_custom = 1\npayload_format = json\n${conf}`,
    "TA_x/bin/act.py": ACT.replace("SECONDS", String(seconds)),
    "TA_x/ar-sim.test.yaml":
      "cases:\n  - name: ends well\n    timeLimit: 1s\n    expect: { exit: 0 }\n",
    ...Object.fromEntries(doubles),
  });
  return { cwd: `${root}/TA_x`, env: { AR_SIM_CACHE: `${root}/cache` } };
}

const DEBUG = ["--debug", "0", "--python", python?.path ?? "python3"];

it("lets the editor into the script, with the user's own files, and for longer than maxtime", async () => {
  const around = world({ conf: "maxtime = 1s\n", seconds: 1.5 });
  const { editor, attach, ended } = await debugged(["run", "--verbose", ...DEBUG], around);
  expect(attach.host).toBe("127.0.0.1");
  const heard = new Promise<string>((done) => editor.once("data", (text) => done(String(text))));
  editor.write('{"command":"configur');
  editor.write('ationDone"}');
  const [[own, copy]] = JSON.parse(await heard) as [[string, string]];
  expect(own).toBe(around.cwd);
  expect(copy).toMatch(/etc.apps.TA_x$/);
  const { stdout, stderr } = await ended;
  expect(stdout).toContain("✓ exit code 0");
  expect(stdout).toContain("INFO left over: []");
  expect(stderr).toContain(`remote address 127.0.0.1:${attach.port}`);
});

it("lets it into a case too, for longer than the case may take", async () => {
  const around = world({ seconds: 1.5 });
  const { editor, ended } = await debugged(["test", "-t", "ends", "--debug", "0"], around);
  editor.write('"configurationDone"');
  const { code, stdout } = await ended;
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("1 passed") });
});

it("ends the run when nobody attaches in time", async () => {
  const { code, stderr } = await runCli(["run", ...DEBUG, "--debug-wait", "200ms"], world());
  expect(code).toBe(4);
  expect(stderr).toMatch(
    /error \[SANDBOX_NO_DEBUGGER\] no debugger attached at 127\.0\.0\.1:\d+ within 0\.2 s/,
  );
});

it("ends the run when the editor goes away before it has set its breakpoints", async () => {
  const { editor, ended } = await debugged(["run", ...DEBUG], world());
  editor.end();
  const { code, stderr } = await ended;
  expect(code).toBe(4);
  expect(stderr).toContain("the debugger went away before the script began");
});

it("ends the run at Ctrl-C while the script waits", async () => {
  const { ended, interrupt } = await debugged(["run", ...DEBUG], world());
  interrupt();
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).not.toContain("SANDBOX_NO_DEBUGGER");
});

it("tells the command that brings debugpy", async () => {
  const { code, stdout, stderr } = await runCli(["run", ...DEBUG], {
    ...world(),
    env: { AR_SIM_CACHE: tempFolder() },
  });
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toContain(
    `error [SANDBOX_NO_DEBUGGER] Python ${minor} has no debugpy\n  hint: Run \`ar-sim python setup --with debugpy --python ${minor}\`, or install debugpy in that Python.`,
  );
});

it("tells why debugpy does not start", async () => {
  const around = world();
  for (const { version } of pythons) {
    const folder = join(around.env.AR_SIM_CACHE, "python-tools", minorOf(version), "debugpy");
    writeFileSync(
      join(folder, "__init__.py"),
      "def configure(**k):\n    raise OSError('\\x1b[31mno')\n",
    );
  }
  const { code, stderr } = await runCli(["run", ...DEBUG], around);
  expect(code).toBe(4);
  expect(stderr).toContain(`debugpy does not start in Python ${minor}: OSError: `);
  expect(stderr).not.toContain("\u001b[31m");
});

it("tells of a port that is in use", async () => {
  const server = createServer();
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" ? (address?.port ?? 0) : 0);
    });
  });
  const { code, stderr } = await runCli(["run", "--debug", String(port)], {
    cwd: world().cwd,
  });
  server.close();
  expect(code).toBe(4);
  expect(stderr).toContain(`the debugger cannot be let in at 127.0.0.1:${port}`);
});

it.each([
  [["--debug", "--coverage"], "--debug cannot be used with --coverage"],
  [["--debug=all"], "--debug must be a port from 0 to 65535, not `all`"],
  [["--debug", "--debug-wait", "soon"], "--debug-wait must be a time, not `soon`"],
])("refuses %j before anything runs", async (args, message) => {
  const { code, stdout, stderr } = await runCli(["run", ...args], { cwd: world().cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
