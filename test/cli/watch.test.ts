import { spawn } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { fixture, withoutColor } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

it("runs again what a saved file bears on, and with the code as saved", async () => {
  const cwd = tempFolder();
  cpSync(fixture("TA_ping"), join(cwd, "TA_ping"), { recursive: true });
  const args = [MAIN, "test", "--watch", "-t", "takes another field"];
  const child = spawn(process.execPath, args, {
    cwd,
    env: withoutColor(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  try {
    const waits = (): number => err.split("waiting for a file").length - 1;
    await expect.poll(waits, { timeout: 20_000 }).toBe(1);
    expect(out).toContain("1 passed");
    writeFileSync(join(cwd, "TA_ping/bin/ping_host.py"), "raise SystemExit(9)\n");
    await expect.poll(waits, { timeout: 20_000 }).toBe(2);
    expect(out).toMatch(/1 failed/);
  } finally {
    const ended = new Promise((done) => child.on("close", done));
    child.kill("SIGINT");
    await ended;
  }
});
