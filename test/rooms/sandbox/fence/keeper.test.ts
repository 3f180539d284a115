import { setTimeout as wait } from "node:timers/promises";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isAlive } from "../../../../src/host/is-alive.ts";
import { Keeper } from "../../../../src/sandbox/fence/keeper.ts";
import { leaseKeeper } from "../../../../src/sandbox/fence/lease-keeper.ts";
import { runScript } from "../../../../src/sandbox/process/run-script.ts";
import type { ScriptRun } from "../../../../src/sandbox/process/script-run.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const lease = leaseKeeper("none");
afterAll(() => lease?.[Symbol.asyncDispose]());

/** Starts a process that nothing of the script can be seen in, and writes down its pid. */
const DAEMON = `
import os, sys, time
def daemon(name):
    if os.fork():
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    for fd in range(3):
        os.close(fd)
    with open(name, "w") as file:
        file.write(str(os.getpid()))
    os.execve("/bin/sleep", ["sleep", "1000"], {})
def until(name):
    while not (os.path.exists(name) and open(name).read()):
        time.sleep(0.01)
`;

async function run(code: string): Promise<{ ended: ScriptRun; folder: string }> {
  const folder = tempFolder({ "act.py": DAEMON + code });
  const ended = await runScript(
    {
      argv: ["/usr/bin/env", "python3", "act.py"],
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "" },
      payload: "",
      maxtimeMs: 60_000,
      captureBytes: 1 << 20,
    },
    { keeper: lease?.keeper },
  );
  return { ended, folder };
}

const pidIn = (folder: string, name: string): number =>
  Number(readFileSync(join(folder, name), "utf8"));

describe.skipIf(lease === undefined)("a keeper", () => {
  it("ends what left the session, the group and the environment of the script, and names it", async () => {
    const { ended, folder } = await run("daemon('a')\nuntil('a')\n");
    const pid = pidIn(folder, "a");
    expect(isAlive(pid)).toBe(false);
    expect(ended.exitCode).toBe(0);
    expect(ended.left).toEqual([{ pid: expect.any(Number), command: "sleep 1000" }]);
  });

  it("says nothing of processes that end with the script", async () => {
    const { ended } = await run("import subprocess\nsubprocess.Popen(['sleep', '0.02'])\n");
    expect(ended.left).toEqual([]);
  });

  it("ends what a script left that ended its parent first", async () => {
    const { ended, folder } = await run(
      "daemon('a')\nuntil('a')\nos.kill(os.getppid(), 9)\ntime.sleep(1000)\n",
    );
    expect(ended).toMatchObject({ exitCode: null, signal: "SIGKILL" });
    for (let tries = 0; isAlive(pidIn(folder, "a")) && tries < 100; tries++) await wait(20);
    expect(isAlive(pidIn(folder, "a"))).toBe(false);
  });

  it("ends five hundred children, each in a session of its own", async () => {
    const { ended } = await run(`
for number in range(500):
    if os.fork() == 0:
        os.setsid()
        os.close(1)
        os.close(2)
        time.sleep(1000)
`);
    expect(ended.exitCode).toBe(0);
    expect(ended.left).toHaveLength(500);
    expect(ended.left.filter(({ pid }) => isAlive(pid))).toEqual([]);
  });

  it("gives a script its three streams, and nothing else that is open", async () => {
    const { ended } = await run("sys.stdout.write(' '.join(sorted(os.listdir('/proc/self/fd'))))");
    // The fourth is the folder that is listed.
    expect(ended.stdout.text).toBe("0 1 2 3");
  });

  it("hands down no signal that is ignored", async () => {
    const { ended } = await run(
      "import signal\nprint([s.name for s in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD) if signal.getsignal(s) == signal.SIG_IGN])",
    );
    expect(ended.stdout.text.trim()).toBe("[]");
  });
});

/** It keeps its environment, and leaves its session. */
const LEAVER = `
import os, signal, sys, time
if os.fork() == 0:
    os.setsid()
    for fd in range(3):
        os.close(fd)
    open("left", "w").write(str(os.getpid()))
    time.sleep(1000)
while not (os.path.exists("left") and open("left").read()):
    time.sleep(0.01)
`;
const KILLS_WATCH = `
tender = os.getppid()
keeper = int(open("/proc/%d/stat" % tender).read().rpartition(")")[2].split()[1])
# Both, or the one that is left ends all.
os.kill(tender, signal.SIGSTOP)
os.kill(keeper, signal.SIGKILL)
os.kill(tender, signal.SIGKILL)
time.sleep(1000)
`;

it.skipIf(lease === undefined).each([
  ["ended what keeps watch over it", KILLS_WATCH, true],
  ["ran with nothing to keep watch over it", "", false],
])("ends what is left of a script that %s, by its environment", async (_, code, isWatched) => {
  const folder = tempFolder({ "act.py": LEAVER + code });
  await using watch = isWatched ? leaseKeeper("none") : undefined;
  const ended = await runScript(
    {
      argv: ["/usr/bin/env", "python3", "act.py"],
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", SPLUNK_HOME: join(folder, "splunk") },
      root: folder,
      payload: "",
      maxtimeMs: 60_000,
      captureBytes: 1 << 20,
    },
    { keeper: watch?.keeper },
  );
  const pid = pidIn(folder, "left");
  expect(ended.left).toContainEqual({ pid, command: expect.stringContaining("act.py") });
  for (let tries = 0; isAlive(pid) && tries < 100; tries++) await wait(20);
  expect(isAlive(pid)).toBe(false);
});

/** Says that it is up, and then nothing more. */
const DUMB = `#!/usr/bin/env python3
import os, time
os.write(int(os.environ["NODE_CHANNEL_FD"]), b'{"up": true}\\n')
time.sleep(1000)
`;

function keeperOf(text: string): { keeper: Keeper; folder: string } {
  const folder = tempFolder({ python: text });
  chmodSync(join(folder, "python"), 0o755);
  const keeper = new Keeper(join(folder, "python"), "none", undefined, 2000);
  keeper.hold(true);
  return { keeper, folder };
}

it.skipIf(lease === undefined)(
  "gives up on a keeper that does not tell what was tried",
  async () => {
    const { keeper } = keeperOf(DUMB);
    expect(await keeper.isUp()).toBe(true);
    await keeper.flush();
    expect(keeper.isAlive).toBe(false);
  },
);

it.skipIf(lease === undefined).each([
  ["never stands", "#!/bin/sh\nexec sleep 1000\n", false],
  ["stands and does not answer", DUMB, true],
])("gives up on a keeper that %s", async (_, text, stands) => {
  const { keeper, folder } = keeperOf(text);
  expect(await keeper.isUp()).toBe(stands);
  const env = { PATH: process.env["PATH"] ?? "" };
  const launched = await keeper.start({ argv: ["/bin/true"], cwd: folder, env });
  expect(launched).toEqual({ startError: expect.stringContaining("has not answered within 2 s") });
  expect(keeper.isAlive).toBe(false);
});
