import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";

it("lists the commands when nothing is asked, and exit codes", async () => {
  for (const args of [[], ["--help"], ["-h"], ["help"]]) {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("ar-sim run [ACTION]");
    expect(stdout).toContain("130 interrupted");
  }
});

it("tells the options of a command in three ways", async () => {
  const texts = await Promise.all(
    [
      ["run", "--help"],
      ["help", "run"],
      ["run", "x", "-h"],
    ].map((args) => runCli(args)),
  );
  expect(new Set(texts.map(({ stdout }) => stdout)).size).toBe(1);
  expect(texts[0]?.stdout).toContain("--param NAME=VALUE");
});

it("tells its version", async () => {
  const { version } = JSON.parse(
    readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
  );
  for (const word of ["--version", "-V", "-v", "version"]) {
    expect(await runCli([word])).toEqual({ code: 0, stdout: `ar-sim ${version}\n`, stderr: "" });
  }
});

it.each([
  [["rnu"], /CLI_USAGE.*there is no command `rnu`[^]*Did you mean `ar-sim run`/],
  [["help", "pyhton"], /Did you mean `ar-sim python`/],
  [["frobnicate"], /hint: `ar-sim --help` lists all commands/],
  [["__proto__"], /there is no command/],
  [["run", "--parm", "a=b"], /Unknown option '--parm'[^]*Did you mean --param/],
  [["run", "--param"], /CLI_USAGE/],
  [["run", "--mode", "scheduled"], /--mode takes adhoc, saved/],
  [["run", "a", "b=c"], /Write --param b=c/],
])("says what is wrong with `ar-sim %j`", async (args, message) => {
  const { code, stdout, stderr } = await runCli(args);
  expect(stderr).toMatch(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});

it.skipIf(process.platform !== "linux")("says so when its output cannot be written", async () => {
  const main = fileURLToPath(new URL("../../dist/bin/main.cjs", import.meta.url));
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [main, "--help"], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  expect(stderr).toMatch(/^error: the output could not be written: ENOSPC.*\n$/);
  expect(status).toBe(4);
});
