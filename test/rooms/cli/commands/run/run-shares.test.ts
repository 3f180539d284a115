import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { MAIN, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

/** Starts ar-sim as in a container: with a pid namespace and a /proc of its own. */
const CONTAINER = ["--user", "--map-root-user", "--pid", "--fork", "--mount-proc", "--kill-child"];

const hasContainers =
  process.platform === "linux" && spawnSync("unshare", [...CONTAINER, "true"]).status === 0;

function runInContainer(addon: string, temp: string): ChildProcess {
  const args = [...CONTAINER, process.execPath, MAIN, "run", "--app", addon];
  const env = { ...withoutColor(), TMPDIR: temp };
  return spawn("unshare", args, { stdio: "ignore", env });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => child.once("exit", done));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(20);
}

const addon = (code: string): string =>
  tempFolder({
    "default/app.conf": "[package]\nid = TA_shares\n",
    "default/alert_actions.conf": "[share]\nis_custom = 1\n",
    "bin/share.py": code,
  });

it.skipIf(!hasContainers)(
  "leaves the sandbox of a run in another container that shares its folder",
  async () => {
    const temp = tempFolder();
    const sandboxes = (): string[] =>
      readdirSync(temp).filter((name) => name.startsWith("splunk-"));
    // It waits for the sign in its own SPLUNK_HOME, and fails if that is gone.
    const waiting = addon(`import os, time
go = os.path.join(os.environ["SPLUNK_HOME"], "go")
while not os.path.exists(go):
    open(os.path.join(os.environ["SPLUNK_HOME"], "waits"), "w").close()
    time.sleep(0.02)
`);
    const first = runInContainer(waiting, temp);
    const firstEnded = ended(first);
    const home = (): string => join(temp, sandboxes()[0] ?? "none", "splunk");
    await until(() => existsSync(join(home(), "waits")) || first.exitCode !== null);
    const held = home();
    expect(await ended(runInContainer(addon("pass\n"), temp))).toBe(0);
    expect(existsSync(held)).toBe(true);
    writeFileSync(join(held, "go"), "");
    expect(await firstEnded).toBe(0);
    expect(sandboxes()).toEqual([]);
  },
);
