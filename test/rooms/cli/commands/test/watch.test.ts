import { spawn } from "node:child_process";
import { closeSync, cpSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fixture, MAIN, runCli, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

interface Watched {
  /** What was printed to both streams so far. */
  readonly text: () => string;
  /** How often a run has ended. */
  readonly runs: () => number;
}

/** Watches in `cwd` while `act` goes on; `log`: a file in `cwd` that both streams are redirected to. */
async function watch(
  cwd: string,
  act: (watched: Watched) => Promise<void>,
  { args = [], log }: { args?: string[]; log?: string } = {},
): Promise<void> {
  const file = log === undefined ? "pipe" : openSync(join(cwd, log), "a");
  const child = spawn(process.execPath, [MAIN, "test", "--watch", "--no-isolate", ...args], {
    cwd,
    env: { ...withoutColor(), CI: "" },
    stdio: ["ignore", file, file],
  });
  let printed = "";
  const note = (chunk: Buffer): string => (printed += chunk.toString());
  child.stdout?.on("data", note);
  child.stderr?.on("data", note);
  const text = (): string => (log === undefined ? printed : readFileSync(join(cwd, log), "utf8"));
  try {
    await act({ text, runs: () => text().split("Waiting for changes").length - 1 });
  } finally {
    const ended = new Promise((done) => child.on("close", done));
    child.kill("SIGINT");
    await ended;
    if (typeof file === "number") closeSync(file);
  }
}

const LONG = { timeout: 20_000 };

/** An add-on whose script says `word`, and whose scenario keeps what it says as a snapshot. */
function speaking(script: string, expected = "{ snapshot: [stderr] }"): string {
  return tempFolder({
    "default/alert_actions.conf": "[speak]\npayload_format = json\n",
    "bin/speak.sh": script,
    "ar-sim.test.yaml": `{ name: speaks, expect: ${expected} }`,
  });
}

const SAYS = (word: string): string => `#!/bin/sh\ncat >/dev/null\necho ${word} >&2\n`;

it("runs again what a saved file bears on, and with the code as saved", async () => {
  const cwd = tempFolder();
  cpSync(fixture("TA_ping"), join(cwd, "TA_ping"), { recursive: true });
  const args = ["-t", "takes another field"];
  await watch(
    cwd,
    async ({ text, runs }) => {
      await expect.poll(runs, LONG).toBe(1);
      expect(text()).toContain("1 passed");
      writeFileSync(join(cwd, "TA_ping/bin/ping_host.py"), "raise SystemExit(9)\n");
      await expect.poll(runs, LONG).toBe(2);
      expect(text()).toMatch(/1 failed/);
    },
    { args },
  );
});

it("runs again what was saved while the first run went on", async () => {
  const marks = tempFolder();
  const waits = `#!/bin/sh\ncat >/dev/null\ntouch ${marks}/begun\nwhile [ ! -e ${marks}/go ]; do sleep 0.05; done\n`;
  const cwd = speaking(waits, "{ exit: 0 }");
  await watch(cwd, async ({ text, runs }) => {
    await expect.poll(() => existsSync(join(marks, "begun")), LONG).toBe(true);
    writeFileSync(join(cwd, "bin/speak.sh"), "#!/bin/sh\nexit 9\n");
    writeFileSync(join(marks, "go"), "");
    await expect.poll(runs, LONG).toBe(2);
    expect(text()).toMatch(/1 passed[^]*1 failed/);
  });
});

/** Takes longer than a run that a file of the last one could have caused. */
async function somethingElse(cwd: string): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await runCli(["snapshots", "review"], { cwd });
}

it("runs again for no file that it writes itself: output, reports, snapshots that wait", async () => {
  const cwd = speaking(SAYS("hello"));
  const args = ["--reporter", "pretty", "--reporter", "json=report.json"];
  await watch(
    cwd,
    async ({ runs }) => {
      await expect.poll(runs, LONG).toBe(1);
      await somethingElse(cwd);
      writeFileSync(join(cwd, "bin/speak.sh"), SAYS("goodbye"));
      await expect.poll(runs, LONG).toBe(2);
      await somethingElse(cwd);
      expect(runs()).toBe(2);
      const waiting = join(cwd, "__ar_snapshots__/ar-sim.test.yaml/speaks.snap.new");
      expect(readFileSync(waiting, "utf8")).toContain("goodbye");
    },
    { args, log: "output.txt" },
  );
});

it("runs the case again whose snapshot is accepted in another terminal", async () => {
  const cwd = speaking(SAYS("hello"));
  await watch(cwd, async ({ text, runs }) => {
    await expect.poll(runs, LONG).toBe(1);
    expect(text()).toContain("1 snapshot pending");
    expect((await runCli(["snapshots", "accept"], { cwd })).code).toBe(0);
    await expect.poll(runs, LONG).toBe(2);
    const second = text().split("Waiting for changes")[1];
    expect(second).toContain("1 passed");
    expect(second).not.toContain("pending");
  });
});
