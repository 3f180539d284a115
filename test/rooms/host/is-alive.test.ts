import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isAlive } from "../../../src/host/is-alive.ts";

it("knows a process that runs from one that is gone", async () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(2 ** 22 + 1)).toBe(false);
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((done) => child.on("close", done));
  expect(isAlive(child.pid ?? 0)).toBe(false);
});

it.skipIf(process.platform !== "linux")("takes one that nobody collected for gone", async () => {
  // The child ends with its input; the shell goes on as a program that never collects it.
  const script = "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 60 3<&- </dev/null";
  const shell = spawn("sh", ["-c", script]);
  const tellsOf = (pid: number | undefined): string => readFileSync(`/proc/${pid}/stat`, "utf8");
  try {
    const told = await new Promise((done) => shell.stdout.once("data", done));
    const pid = Number(String(told));
    expect(isAlive(pid)).toBe(true);
    await expect.poll(() => tellsOf(shell.pid), { timeout: 20_000 }).toContain("(sleep)");
    shell.stdin.end();
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    expect(tellsOf(pid)).toContain("(cat) Z ");
  } finally {
    shell.kill("SIGKILL");
  }
});
