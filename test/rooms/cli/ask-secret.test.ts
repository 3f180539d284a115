// The question for a secret, at a real terminal, which Python's pty makes.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { MAIN, withoutColor } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Types each answer when its question has come; prints what the terminal showed, and the exit code. */
const TERMINAL = `
import json, os, pty, sys
command, dialogue = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0: os.execvp(command[0], command)
shown = ""
while True:
    try: part = os.read(terminal, 4096).decode()
    except OSError: break
    if part == "": break
    shown += part
    while dialogue and dialogue[0][0] in shown: os.write(terminal, dialogue.pop(0)[1].encode())
print(shown, "exit", os.WEXITSTATUS(os.waitpid(child, 0)[1]))
`;

function atTerminal(credentials: readonly string[], dialogue: readonly [string, string][]): string {
  const options = credentials.flatMap((one) => ["--credential", one]);
  const ask = `node -e 'fetch(process.env.SPLUNKD_URI + "/servicesNS/-/-/storage/passwords?output_mode=json", { headers: { Authorization: "Splunk " + process.env.SPLUNK_SESSION_KEY } }).then((one) => one.text()).then((text) => console.log(text.match(/"clear_password":"\\w*"/g).join()))'`;
  const command = [process.execPath, MAIN, "serve", "--port", "0", "--hec-port", "0", ...options];
  const given = JSON.stringify([[...command, "--exec", ask], dialogue]);
  const env = { ...withoutColor(), NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };
  const { stdout } = spawnSync("python3", ["-c", TERMINAL, given], {
    encoding: "utf8",
    timeout: 30_000,
    cwd: tempFolder(),
    env,
  });
  return stdout;
}

const atPosix = it.skipIf(process.platform === "win32");

atPosix("asks for one secret after the other, and shows none", () => {
  const shown = atTerminal(
    ["a", "realm:b"],
    [
      ["secret of a: ", "first\r"],
      ["secret of b: ", "second\r"],
    ],
  );
  expect(shown).toContain('"clear_password":"first","clear_password":"second"');
  expect(shown.split("clear_password")[0]).not.toMatch(/first|second/);
  expect(shown).toContain("exit 0");
});

atPosix.each([
  ["Ctrl-C", "\u0003", "exit 130", "failed"],
  ["nothing", "\r", "the secret is missing", "exit 0"],
  ["Ctrl-D", "\u0004", "the secret is missing", "exit 0"],
])("ends at %s", (_name, key, wanted, unwanted) => {
  const shown = atTerminal(["a"], [["secret of a: ", key]]);
  expect(shown).toContain(wanted);
  expect(shown).not.toContain(unwanted);
});
