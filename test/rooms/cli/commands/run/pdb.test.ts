// breakpoint() and `--pdb`: a prompt on the terminal, while the payload is on the script's stdin.
import { expect, it } from "vitest";
import { listPythons } from "../../../../../src/sandbox/interpreters/list-pythons.ts";
import { atTerminal } from "../../../../support/people/at-terminal.ts";
import { MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const ACT = `import json, sys, time
wish = "of the script"
STOP
payload = json.load(sys.stdin)
sys.stderr.write("INFO action %s\\n" % payload["configuration"]["word"])
raise ValueError(wish)
`;

function world(stop: string): string {
  const root = tempFolder({
    "TA_x/default/app.conf": "[launcher]\nversion = 1.0.0\n",
    "TA_x/default/alert_actions.conf":
      "[act]\nis_custom = 1\npayload_format = json\nparam.word = given\nmaxtime = 1s\n",
    "TA_x/bin/act.py": ACT.replace("STOP", stop),
    "TA_x/ar-sim.test.yaml": "cases:\n  - name: raises\n    expect: { exit: 1 }\n",
  });
  return `${root}/TA_x`;
}

const [python] = listPythons()
  .filter(({ version }) => /^3\.([7-9]|\d\d)/.test(version))
  .toReversed();
const PYTHON = ["--python", python?.path ?? "python3"];

function typed(args: readonly string[], cwd: string, keys: readonly string[]): string {
  const turns = keys.map((line) => ({ when: "(Pdb)", keys: `${line}\n` }));
  return atTerminal([process.execPath, MAIN, ...args], turns, { cwd, env: withoutColor() });
}

it.each(["breakpoint()", "import pdb; pdb.set_trace()"])(
  "asks at %s on the terminal, for longer than maxtime, and keeps the payload",
  (stop) => {
    const cwd = world(stop);
    const shown = typed(["run", "--verbose", ...PYTHON], cwd, ["p wish", "time.sleep(1.2)", "c"]);
    expect(shown).toContain(`> ${cwd}/bin/act.py(`);
    expect(shown).toContain("(Pdb) p wish\n'of the script'\n");
    expect(shown).toContain("INFO action given");
    expect(shown).toContain("the script ended with exit code 1: ValueError: of the script");
    expect(shown).not.toContain("maxtime");
  },
);

it("stops with --pdb where an exception ends the script", () => {
  const shown = typed(["run", "--pdb", ...PYTHON], world("pass"), ["p payload['app']", "q"]);
  expect(shown).toContain("ValueError: of the script\n>");
  expect(shown).toContain("(Pdb) p payload['app']\n'search'\n");
  expect(shown).toMatch(/exit 3\s*$/);
});

it("stops a case too", () => {
  const shown = typed(["test", "--pdb", "-t", "raises"], world("breakpoint()"), [
    "p wish",
    "c",
    "q",
  ]);
  expect(shown).toContain("(Pdb) p wish\n'of the script'\n");
  expect(shown).toContain("1 passed");
});

it("ends the script at Ctrl-D", () => {
  const turns = [{ when: "(Pdb)", keys: "\u0004" }];
  const command = [process.execPath, MAIN, "run", ...PYTHON];
  const shown = atTerminal(command, turns, { cwd: world("breakpoint()"), env: withoutColor() });
  expect(shown).toContain("the script ended with exit code 1: BdbQuit");
});

it("says that there is no terminal, and takes no payload for commands", async () => {
  const cwd = world("breakpoint()");
  const { code, stdout } = await runCli(["run", ...PYTHON], { cwd });
  expect(code).toBe(3);
  expect(stdout).toContain(
    "BdbQuit: breakpoint() has no terminal to ask on: the payload is on stdin",
  );
  expect(stdout).not.toContain("(Pdb)");
});

it("lets PYTHONBREAKPOINT decide", async () => {
  const args = ["run", ...PYTHON, "--env", "PYTHONBREAKPOINT=0", "--verbose"];
  const { stdout } = await runCli(args, { cwd: world("breakpoint()") });
  expect(stdout).toContain("INFO action given");
});

it.each([
  [["--pdb", "--debug"], "--debug cannot be used with --pdb"],
  [["--pdb", "--coverage"], "--pdb cannot be used with --coverage"],
])("refuses %j before anything runs", async (args, message) => {
  const { code, stdout, stderr } = await runCli(["run", ...args], { cwd: world("pass") });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
