import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { isAlive } from "../../src/splunkd/is-alive.ts";

it("knows a process that runs from one that is gone", async () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(2 ** 22 + 1)).toBe(false);
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((done) => child.on("close", done));
  expect(isAlive(child.pid ?? 0)).toBe(false);
});

it.skipIf(process.platform !== "linux")("takes one that nobody collected for gone", async () => {
  // The shell says the number of its child, which has ended by then, and goes on as a program that never collects it.
  const shell = spawn("sh", ["-c", "true & echo $!; sleep 0.2; exec sleep 60"]);
  try {
    const told = await new Promise((done) => shell.stdout.once("data", done));
    await expect.poll(() => isAlive(Number(String(told)))).toBe(false);
  } finally {
    shell.kill("SIGKILL");
  }
});
