// The question for a secret, at a real terminal.
import { expect, it } from "vitest";
import { atTerminal, type Turn } from "../../support/people/at-terminal.ts";
import { MAIN, withoutColor } from "../../support/run-cli.ts";
import { tempFolder } from "../../support/temp-folder.ts";

function serveWith(credentials: readonly string[], turns: readonly Turn[]): string {
  const options = credentials.flatMap((one) => ["--credential", one]);
  const ask = `node -e 'fetch(process.env.SPLUNKD_URI + "/servicesNS/-/-/storage/passwords?output_mode=json", { headers: { Authorization: "Splunk " + process.env.SPLUNK_SESSION_KEY } }).then((one) => one.text()).then((text) => console.log(text.match(/"clear_password":"\\w*"/g).join()))'`;
  const command = [process.execPath, MAIN, "serve", "--port", "0", "--hec-port", "0", ...options];
  const env = { ...withoutColor(), NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };
  return atTerminal([...command, "--exec", ask], turns, { cwd: tempFolder(), env });
}

const atPosix = it.skipIf(process.platform === "win32");

atPosix("asks for one secret after the other, and shows none", () => {
  const shown = serveWith(
    ["a", "realm:b"],
    [
      { when: "secret of --credential number 1: ", keys: "first\r" },
      { when: "secret of --credential number 2: ", keys: "second\r" },
    ],
  );
  expect(shown).toContain('"clear_password":"first","clear_password":"second"');
  expect(shown.split("clear_password")[0]).not.toMatch(/first|second/);
  expect(shown).toContain("exit 0");
});

atPosix.each([
  ["Ctrl-C", "\u0003", "exit 130", "failed"],
  ["nothing", "\r", "--credential number 1 has no secret", "exit 0"],
  ["Ctrl-D", "\u0004", "--credential number 1 has no secret", "exit 0"],
])("ends at %s", (_name, keys, wanted, unwanted) => {
  const shown = serveWith(["a"], [{ when: "secret of --credential number 1: ", keys }]);
  expect(shown).toContain(wanted);
  expect(shown).not.toContain(unwanted);
});
