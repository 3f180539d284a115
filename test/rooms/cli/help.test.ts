import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { EXIT } from "../../../src/cli/exit-code.ts";
import { MAIN, runCli } from "../../support/run-cli.ts";
import { runHere } from "./run-here.ts";

const names = Object.keys(COMMANDS);
const { version } = JSON.parse(
  readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
) as { version: string };

it("lists every command and every exit code when nothing is asked", async () => {
  const texts = await Promise.all([[], ["--help"], ["-h"], ["help"]].map((args) => runCli(args)));
  for (const { code, stdout, stderr } of texts) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of names) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    for (const exit of Object.values(EXIT)) expect(stdout).toMatch(new RegExp(`^  ${exit} `, "m"));
    expect(tooWide(stdout)).toEqual([]);
  }
});

it.each(names)(
  "has a page for %s that fits 80 columns, and tells it in four ways",
  async (name) => {
    const ways = [
      ["help", name],
      [name, "--help"],
      [name, "-h"],
      [name, "x", "-h", "--no-such"],
    ];
    const texts = [];
    for (const args of ways) texts.push(await runHere(args));
    expect(new Set(texts.map(({ stdout }) => stdout)).size).toBe(1);
    const [first] = texts;
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first?.stdout).toMatch(new RegExp(`^Usage: ar-sim ${name}.*\\n`));
    for (const group of Object.values((await COMMANDS[name]?.page())?.groups ?? {}))
      for (const option of Object.keys(group)) expect(first?.stdout).toContain(`--${option}`);
    expect(tooWide(first?.stdout ?? "")).toEqual([]);
  },
);

it.each([[], ...names.map((name) => [name])])("tells its version after: %s", async (...before) => {
  for (const word of ["--version", "-V", "-v"]) {
    const told = { code: 0, stdout: `ar-sim ${version}\n`, stderr: "" };
    expect(await runHere([...before, word])).toEqual(told);
  }
});

it("has its pages and its version built in", async () => {
  for (const args of [["--version"], ["run", "--help"]])
    expect(await runCli(args)).toEqual(await runHere(args));
});

it.each([
  [["rnu"], /CLI_USAGE.*there is no command `rnu`[^]*Did you mean `ar-sim run`/],
  [["help", "pyhton"], /Did you mean `ar-sim python`/],
  [["frobnicate"], /hint: `ar-sim --help` lists all commands/],
  [["__proto__"], /there is no command/],
  [["run", "--parm", "a=b"], /unknown option --parm[^]*Did you mean --param\?/],
  [["run", "--param"], /CLI_USAGE.*--param needs a value/],
  [["run", "--mode", "scheduled"], /--mode must be adhoc, saved, per-result or es-adhoc, not/],
  [["run", "a", "b=c"], /run takes one action[^]*write --param b=c/],
  [["snapshots", "acept"], /snapshots takes review, accept or reject[^]*ar-sim snapshots accept/],
  [["python"], /python needs setup or list/],
  [["notable", "new", "x"], /notable new takes no argument, but got `x`/],
  [["doctor", "a", "b"], /doctor takes one action, but got: a b/],
  [
    ["explain", "script-mising"],
    /there is no rule and no error code `script-mising`[^]*script-missing/,
  ],
  [["explain", "SCENARIO_BAD_BLOP"], /Did you mean SCENARIO_BAD_BLOB\?/],
  [["explain", "7"], /ar-sim explain exit 7/],
])("says what is wrong with `ar-sim %j`", async (args, message) => {
  const { code, stdout, stderr } = await runHere(args);
  expect(stderr).toMatch(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

it("says as much, and exits as so, from the command line", async () => {
  const args = ["rnu"];
  expect(await runCli(args)).toEqual(await runHere(args));
});

it.skipIf(process.platform !== "linux")("says so when its output cannot be written", async () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [MAIN, "--help"], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect(stderr).toMatch(/^error: cannot write the output: ENOSPC.*\n$/);
  expect(status).toBe(4);
});

function tooWide(text: string): string[] {
  return text.split("\n").filter((line) => line.length > 80);
}
