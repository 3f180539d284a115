import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { TestReport } from "../../../../../src/scenario/report/report.ts";
import { MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";
import { gone } from "../../../../support/gone.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

/** An add-on whose action says what it was given and ends with the code it is told. */
const ADDON = {
  "default/app.conf": "[package]\nid = TA_quick\n",
  "default/alert_actions.conf": "[quick]\npayload_format = json\nparam.code = 0\n",
  "bin/quick.sh":
    '#!/bin/sh\nwritten=$(sed "s/.*\\"code\\":\\"\\([0-9]*\\)\\".*/\\1/")\necho "code $written" >&2\nexit "$written"\n',
};

function addon(scenario: string, more: Record<string, string> = {}): string {
  return tempFolder({ ...ADDON, "ar-sim.test.yaml": scenario, ...more });
}

const TWO = `
cases:
  - name: ends well
    expect: { exit: 0 }
  - name: ends ill
    given: { params: { code: 4 } }
    expect: { exit: 0 }
`;

const lastLine = (text: string): string => text.trimEnd().split("\n").at(-1) ?? "";
const withoutTimes = (text: string): string => text.replace(/\d+ ms/g, "N ms");

async function report(cwd: string, ...args: string[]): Promise<TestReport> {
  const { stdout } = await runCli(["test", "--reporter", "json", ...args], { cwd });
  return JSON.parse(stdout) as TestReport;
}

it("says which cases failed, why, and where they stand", async () => {
  const { code, stdout } = await runCli(["test", "--workers", "1"], { cwd: addon(TWO) });
  expect(code).toBe(1);
  expect(withoutTimes(stdout)).toBe(`  ✓ ar-sim.test.yaml › ends well N ms
  ✗ ar-sim.test.yaml › ends ill N ms

FAIL  ar-sim.test.yaml › ends ill
  ✗ exit code differs: expected 0, got 4
      because stderr: code 4
      at ar-sim.test.yaml:7

1 failed · 1 passed in N ms
`);
});

it("gives the same report as JSON, transcripts included", async () => {
  const { totals, cases } = await report(addon(TWO));
  expect(totals).toMatchObject({ cases: 2, passed: 1, failed: 1 });
  expect(cases[1]).toMatchObject({
    id: "ar-sim.test.yaml::ends ill",
    line: 5,
    failures: [{ expectation: "exit", expected: "0", actual: "4", where: { line: 7 } }],
  });
  expect(cases[1]?.transcript?.sid).toBe("1704067200.1");
});

it("runs the cases of other files when one cannot be read, unless --bail", async () => {
  const folder = addon("cases: [{ name: a }]", { "tests/broken.ar.yaml": "expect: { exti: 0 }\n" });
  const { code, stdout } = await runCli(["test"], { cwd: folder });
  expect(code).toBe(2);
  expect(stdout).toContain("error [SCENARIO_UNKNOWN_KEY] `expect` has no key `exti`");
  expect(stdout).toContain("tests/broken.ar.yaml:1:11");
  expect(stdout).toContain("Did you mean `exit`?");
  expect(lastLine(stdout)).toMatch(/^1 unreadable file · 1 passed/);
  const { cases, stopped } = await report(folder, "--bail");
  expect(cases).toMatchObject([{ status: "skipped", skippedBecause: "--bail" }]);
  expect(stopped).toBe("bail");
});

it("tells a scenario file that cannot be read: SCENARIO_UNREADABLE", async () => {
  const { code, stderr } = await runCli(["test", "nowhere.yaml"], { cwd: addon(TWO) });
  expect(code).toBe(2);
  expect(stderr).toContain("[SCENARIO_UNREADABLE] there is no file or folder");
});

it("still prints the failures and a summary when the report goes to a file", async () => {
  const cwd = addon(TWO);
  const { code, stdout } = await runCli(["test", "--reporter", "html=out/report.html"], { cwd });
  expect(code).toBe(1);
  expect(readFileSync(join(cwd, "out/report.html"), "utf8")).toContain("ends ill");
  expect(stdout).toContain("FAIL  ar-sim.test.yaml › ends ill");
  expect(stdout).not.toContain("ends well");
  expect(lastLine(stdout)).toMatch(/^1 failed · 1 passed/);
});

it("annotates in GitHub Actions, with paths from the root of the repository", async () => {
  const root = tempFolder({ ".git/HEAD": "ref: refs/heads/main\n" });
  const cwd = join(root, "apps/TA_quick");
  cpSync(addon(TWO), cwd, { recursive: true });
  const env = { GITHUB_ACTIONS: "true" };
  const usual = await runCli(["test"], { cwd, env });
  expect(usual.stdout).toContain("  ✓ ar-sim.test.yaml › ends well");
  expect(usual.stdout).toMatch(/^::error file=apps\/TA_quick\/ar-sim\.test\.yaml,line=7,/m);
  expect(
    JSON.parse((await runCli(["test", "--reporter", "json"], { cwd, env })).stdout),
  ).toHaveProperty("cases");
});

it("speaks to a coding agent in few words", async () => {
  const { stdout } = await runCli(["test"], { cwd: addon(TWO), env: { CLAUDECODE: "1" } });
  expect(stdout).not.toContain("ends well");
  expect(lastLine(stdout)).toBe("next: ar-sim test --last-failed --reporter agent");
});

it("ends with 5 when nothing matched: SCENARIO_NONE", async () => {
  const cwd = addon(TWO);
  const none = await runCli(["test", "-t", "nothing of the kind"], { cwd });
  expect(none.code).toBe(5);
  expect(none.stderr).toContain("[SCENARIO_NONE] no case matches -t nothing of the kind");
  const empty = await runCli(["test"], { cwd: tempFolder(ADDON) });
  expect(empty.code).toBe(5);
  expect(empty.stderr).toContain("no scenario file here");
});

it("chooses cases by name, by the last run, and by what git calls changed", async () => {
  const cwd = addon(TWO, { "more.ar.yaml": "{ name: other, expect: { exit: 0 } }" });
  const names = async (...args: string[]): Promise<string[]> =>
    (await report(cwd, ...args)).cases.map((one) => one.name).sort();
  expect(await names("-t", "ends")).toEqual(["ends ill", "ends well"]);
  expect(await names("-t", "^more.*oth")).toEqual(["other"]);
  expect(await names()).toEqual(["ends ill", "ends well", "other"]);
  expect(await names("--last-failed")).toEqual(["ends ill"]);

  const git = (...args: string[]): unknown =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });
  git("init", "-q");
  git("add", ".");
  git("rm", "-q", "-r", "--cached", ".ar-sim");
  git("commit", "-qm", "first");
  expect((await runCli(["test", "--changed"], { cwd })).code).toBe(5);
  writeFileSync(join(cwd, "more.ar.yaml"), "{ name: another, expect: { exit: 0 } }");
  expect(await names("--changed")).toEqual(["another"]);
  writeFileSync(join(cwd, "bin/quick.sh"), `${ADDON["bin/quick.sh"]}# changed\n`);
  expect(await names("--changed=HEAD")).toEqual(["another", "ends ill", "ends well"]);
});

it("says so when git cannot tell what changed", async () => {
  const { code, stderr } = await runCli(["test", "--changed=nonesuch"], { cwd: addon(TWO) });
  expect(code).toBe(2);
  expect(stderr).toContain("--changed: git cannot tell");
});

it("calls a case flaky that passes when tried again", async () => {
  const tries = join(tempFolder(), "tries");
  const cwd = addon("name: wavers", {
    "bin/quick.sh": `#!/bin/sh\ncat >/dev/null\necho x >>${tries}\n[ "$(wc -l <${tries})" -gt 1 ]\n`,
  });
  const flaky = await runCli(["test", "--retries", "2", "--no-isolate"], { cwd });
  expect(flaky.code).toBe(0);
  expect(flaky.stdout).toContain("FLAKY  ar-sim.test.yaml › wavers");
  expect(lastLine(flaky.stdout)).toMatch(/^1 flaky/);
});

it("finds with --repeat what is not the same twice", async () => {
  const cwd = addon("name: wavers", {
    "bin/quick.sh": "#!/bin/sh\ncat >/dev/null\nod -An -N8 -tx1 /dev/urandom >&2\n",
  });
  expect((await runCli(["test"], { cwd })).code).toBe(0);
  const { code, stdout } = await runCli(["test", "--repeat", "3"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain("run 2 differs from the first one");
  expect(stdout).toMatch(/\n +-+ [0-9a-f ]+\n +\+ [0-9a-f ]+\n/);
});

it("ends a case at its time limit, with its transcript so far", async () => {
  const cwd = addon("{ name: hangs, timeLimit: 3s }", {
    "bin/quick.sh": "#!/bin/sh\necho begun >&2\nsleep 600\n",
  });
  const { cases } = await report(cwd);
  expect(cases).toMatchObject([
    { status: "failed", failures: [{ expectation: "time-limit", where: { line: 1 } }] },
  ]);
  expect(cases[0]?.transcript?.invocations[0]?.stderr).toBe("begun\n");
});

it("ends the scripts at Ctrl-C, and writes the reports all the same", async () => {
  const folder = tempFolder();
  const cwd = addon("cases: [{ name: a }, { name: b }]", {
    "bin/quick.sh": `#!/bin/sh\necho $$ >${folder}/pid\nsleep 600\n`,
  });
  // Below a fence, the script has another pid, and cannot write it down here.
  const args = [MAIN, "test", "--workers", "1", "--reporter", "json=out.json", "--fence", "off"];
  const child = spawn(process.execPath, args, { cwd, env: withoutColor() });
  while (!existsSync(join(folder, "pid")) || readFileSync(join(folder, "pid"), "utf8") === "")
    await new Promise((done) => setTimeout(done, 20));
  child.kill("SIGINT");
  const code = await new Promise((done) => child.on("close", done));
  expect(code).toBe(130);
  const written = JSON.parse(readFileSync(join(cwd, "out.json"), "utf8")) as TestReport;
  expect(written.stopped).toBe("interrupt");
  expect(written.cases.map((one) => one.status)).toEqual(["interrupted", "skipped"]);
  expect(await gone(Number(readFileSync(join(folder, "pid"), "utf8")))).toBe(true);
});

it("tells once of a report that cannot be written: SCENARIO_REPORT_UNWRITTEN", async () => {
  const cwd = addon("{ expect: { exit: 0 } }", { file: "" });
  const args = ["test", "--reporter", "pretty", "--reporter", "json=file/out.json"];
  const { code, stdout, stderr } = await runCli(args, { cwd });
  expect(code).toBe(4);
  expect(stderr.match(/SCENARIO_REPORT_UNWRITTEN/g)).toHaveLength(1);
  expect(lastLine(stdout)).toMatch(/^1 passed/);
});

it("tells once that there is no room for a sandbox, and goes on with nothing", async () => {
  const cwd = addon("matrix: { params.n: [1, 2, 3] }", { "no-folder": "" });
  const env = { TMPDIR: join(cwd, "no-folder") };
  const { code, stdout } = await runCli(["test"], { cwd, env });
  expect(code).toBe(4);
  expect(stdout.match(/SANDBOX_FAILED/g)).toHaveLength(1);
  expect(lastLine(stdout)).toMatch(/^3 skipped .* stopped \(error\)/);
});

it("reads a scenario of JSON", async () => {
  const cwd = tempFolder({
    ...ADDON,
    "one.ar.json":
      '{\n\t"name": "json",\n\t"given": { "params": { "code": 3 } },\n\t"expect": { "exit": 3 }\n}',
  });
  expect((await report(cwd)).cases).toMatchObject([{ name: "json", status: "passed", line: 2 }]);
});

it("loads a reporter of the user's own, and says when it cannot: SCENARIO_BAD_REPORTER", async () => {
  const cwd = addon("{ expect: { exit: 0 } }", {
    "mine.mjs": "export const reporter = (report) => `${report.totals.passed} of mine\\n`;",
    "broken.mjs": "export const other = 1;",
    "throws-at-once.mjs": "throw new Error('at once');",
    "throws.mjs": "export const reporter = () => { throw new Error('oh'); };",
  });
  const mine = await runCli(["test", "--reporter", "./mine.mjs"], { cwd });
  expect(mine).toMatchObject({ code: 0, stdout: "1 of mine\n" });
  for (const [name, words] of [
    ["./broken.mjs", "exports no reporter"],
    ["./nowhere.mjs", "there is no file ./nowhere.mjs"],
    ["./throws-at-once.mjs", "cannot load the reporter: at once"],
    ["prety", "there is no reporter `prety`"],
  ] as const) {
    const { code, stderr } = await runCli(["test", "--reporter", name], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("[SCENARIO_BAD_REPORTER]");
    expect(stderr).toContain(words);
  }
  const throwing = await runCli(["test", "--reporter", "./throws.mjs"], { cwd });
  expect(throwing.code).toBe(4);
  expect(throwing.stderr).toContain("the reporter ./throws.mjs failed: oh");
});

it.each([
  [["--bail=0"], "--bail must be a whole number from 1"],
  [["--retries", "x"], "--retries must be a whole number from 0"],
  [["--time-limit", "soon"], "--time-limit must be a time"],
  [["--repeat", "2", "--retries", "1"], "--repeat and --retries cannot be used together"],
  [["--repaet", "2"], "Did you mean --repeat?"],
  [["--reporter", "html="], "--reporter html= names no file"],
])("refuses %s", async (args, words) => {
  const { code, stderr } = await runCli(["test", ...args], { cwd: addon(TWO) });
  expect(code).toBe(2);
  expect(stderr).toContain(words);
});
