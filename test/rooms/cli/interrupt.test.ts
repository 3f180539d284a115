import { spawn } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { gone } from "../../support/gone.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const MAIN = fileURLToPath(new URL("../../../dist/bin/main.cjs", import.meta.url));
const SCRIPT = `import os, sys, time
with open(os.environ["PID_FILE"] + ".new", "w") as file:
    file.write(str(os.getpid()))
os.rename(os.environ["PID_FILE"] + ".new", os.environ["PID_FILE"])
time.sleep(600)
`;

/** A run whose script says its process id and then sleeps, stopped by a signal. */
async function stopped(signal: NodeJS.Signals) {
  const app = tempFolder({
    "default/app.conf": "[package]\nid = TA_sleeps\n",
    "default/alert_actions.conf": "[sleeps]\npayload_format = json\n",
    "bin/sleeps.py": SCRIPT,
  });
  const temporary = tempFolder();
  const pidFile = join(app, "pid");
  const child = spawn(
    process.execPath,
    // Below a fence, the script has another pid, and cannot write it down here.
    [MAIN, "run", "--app", app, "--env", `PID_FILE=${pidFile}`, "--json", "--fence", "off"],
    { env: { ...process.env, TMPDIR: temporary }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const ended = new Promise<number | null>((done) => child.on("close", done));
  while (statSync(pidFile, { throwIfNoEntry: false }) === undefined && child.exitCode === null)
    await sleep(20);
  child.kill(signal);
  const code = await ended;
  return { code, stdout, pid: Number(readFileSync(pidFile, "utf8")), left: readdirSync(temporary) };
}

it.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM"] as const)(
  "cleans up at %s, and tells what was seen until then",
  async (signal) => {
    const { code, stdout, pid, left } = await stopped(signal);
    expect(code).toBe(130);
    expect(await gone(pid)).toBe(true);
    expect(left).toEqual([]);
    expect(JSON.parse(stdout).invocations[0]).toMatchObject({ signal: "SIGKILL", timedOut: false });
  },
);

it.skipIf(process.platform === "win32")("takes the script along when it is killed", async () => {
  const { pid } = await stopped("SIGKILL");
  expect(await gone(pid)).toBe(true);
});
