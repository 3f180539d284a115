// What somebody at a terminal sees and types while scenarios are watched.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { atTerminal, type Turn } from "../../../../support/people/at-terminal.ts";
import { MAIN, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const SCRIPT = (word: string): string => `#!/bin/sh\ncat >/dev/null\necho ${word} >&2\n`;

function addon(script: string): string {
  return tempFolder({
    "default/alert_actions.conf": "[speak]\npayload_format = json\n",
    "bin/speak.sh": script,
    "ar-sim.test.yaml":
      "cases: [{ name: one, expect: { exit: 0 } }, { name: two, expect: { exit: 0 } }]\n",
  });
}

function watch(cwd: string, turns: readonly Turn[]): string {
  const command = [process.execPath, MAIN, "test", "--watch", "--workers", "1", "--no-isolate"];
  const env = { ...withoutColor(), CI: "", TERM: "dumb" };
  return atTerminal(command, turns, { cwd, env }).replace(/\d+ ms/g, "N ms");
}

const WAITING = "Waiting for changes.";
const PROMPT = "Name or pattern (empty for all): ";
const atPosix = it.skipIf(process.platform === "win32");

atPosix("names the file that caused the run", () => {
  const cwd = addon(SCRIPT("hello"));
  const shown = watch(cwd, [
    { when: WAITING, save: [join(cwd, "bin/speak.sh"), SCRIPT("hi")] },
    { when: WAITING, keys: "q" },
  ]);
  const [first, second] = shown.split(WAITING);
  expect(first).not.toContain("changed");
  expect(second).toMatch(/\nbin\/speak\.sh changed\n {2}✓ ar-sim\.test\.yaml › one N ms\n/);
  expect(shown).toContain("exit 0");
});

atPosix("asks for a name once the run has ended, and runs nothing while it asks", () => {
  const marks = tempFolder();
  // Each case goes on for as long as it takes to press a key and to look.
  const cwd = addon(`#!/bin/sh\ncat >/dev/null\ntouch ${marks}/begun\nsleep 1\n`);
  const shown = watch(cwd, [
    { when: "› one", keys: "t" },
    { when: PROMPT, save: [join(cwd, "bin/speak.sh"), SCRIPT("hi")], keys: "two\r" },
    { when: "1 passed", keys: "q" },
  ]);
  expect(existsSync(join(marks, "begun"))).toBe(true);
  expect(shown.split(PROMPT)[0]).toContain("two N ms\n\n2 passed");
  const [typed, ...rest] = (shown.split(PROMPT).at(-1) ?? "").split("\n");
  expect(typed).toBe("two");
  expect(rest.join("\n")).toMatch(/^ {2}✓ ar-sim\.test\.yaml › two N ms\n\n1 passed in N ms\n/);
});

atPosix("stops at Ctrl-C while it asks, and takes no answer for all cases", () => {
  const cwd = addon(SCRIPT("hello"));
  const stopped = watch(cwd, [
    { when: WAITING, keys: "t" },
    { when: PROMPT, keys: "\u0003" },
  ]);
  expect(stopped).toContain("exit 130");
  const all = watch(cwd, [
    { when: WAITING, keys: "t" },
    { when: PROMPT, keys: "\u0004" },
    { when: WAITING, keys: "q" },
  ]);
  expect(all.split(PROMPT).at(-1)).toContain("2 passed");
  expect(all).toContain("exit 0");
});
