import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { leaseKeeper } from "../../../../src/sandbox/fence/lease-keeper.ts";
import { runScript, type ScriptStart } from "../../../../src/sandbox/process/run-script.ts";
import { gone } from "../../../support/gone.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const node = (code: string): readonly [string, ...string[]] => [process.execPath, "-e", code];
const lease = leaseKeeper("none");
afterAll(() => lease?.[Symbol.asyncDispose]());

/** Whether each of stdin, stdout and stderr is a pipe, and how each was opened (access mode of open(2)). */
const KINDS = `import fcntl, os, stat
for end in (0, 1, 2):
    print(stat.S_ISFIFO(os.fstat(end).st_mode), fcntl.fcntl(end, fcntl.F_GETFL) & os.O_ACCMODE)`;

const ENV = { PATH: process.env["PATH"] ?? "" };

const onLinux = it.skipIf(process.platform !== "linux");

describe.each([
  ["alone", undefined],
  ["below a keeper", lease?.keeper],
])("%s", (name, keeper) => {
  if (name !== "alone" && keeper === undefined) {
    it.skip("has no keeper on this machine");
    return;
  }
  const run = (argv: readonly [string, ...string[]], more: Partial<ScriptStart> = {}) =>
    runScript(
      {
        argv,
        cwd: tempFolder(),
        env: {},
        payload: "",
        maxtimeMs: 60_000,
        captureBytes: 1 << 20,
        ...more,
      },
      { keeper },
    );

  it("hands over the payload on stdin, and gives back what was printed", async () => {
    const ended = await run(node("process.stdin.pipe(process.stdout); console.error('note')"), {
      payload: '{"a": "ä"}',
    });
    expect(ended).toMatchObject({
      exitCode: 0,
      signal: null,
      timedOut: false,
      startError: undefined,
      stdout: { text: '{"a": "ä"}', omittedBytes: 0 },
      stderr: { text: "note\n" },
    });
  });

  onLinux("gives the script pipes as splunkd does: one to read, two to write", async () => {
    const ended = await run(["/usr/bin/env", "python3", "-c", KINDS], { env: ENV });
    expect(ended.stdout.text).toBe("True 0\nTrue 1\nTrue 1\n");
  });

  onLinux.each([
    ["sh", "-c", "echo hello > /dev/stderr; cat /dev/stdin; cat < /dev/fd/0 > /proc/self/fd/1"],
    [
      "python3",
      "-c",
      "open('/dev/stderr', 'w').write('hello\\n'); print(open('/dev/stdin').read(), end='')",
    ],
  ] as const)("lets the script open them by name: %s", async (program, ...args) => {
    const argv = ["/usr/bin/env", program, ...args] as const;
    const ended = await run([...argv], { env: ENV, payload: "given" });
    expect(ended).toMatchObject({
      exitCode: 0,
      stdout: { text: "given" },
      stderr: { text: "hello\n" },
    });
  });

  it("gives several scripts at once each its own payload", async () => {
    const texts = Array.from({ length: 5 }, (_, at) => `payload ${at}`.repeat(at * 5000));
    const copy = node("process.stdin.pipe(process.stdout)");
    const ended = await Promise.all(texts.map((payload) => run(copy, { payload })));
    expect(ended.map(({ stdout }) => stdout.text)).toEqual(texts);
  });

  it("gives the script the environment it was told, and no more", async () => {
    const ended = await run(node("console.log(Object.keys(process.env).sort().join())"), {
      env: { ONLY: "1", THESE: "2" },
    });
    // The system itself may add a variable or two on some platforms.
    expect(
      ended.stdout.text
        .trim()
        .split(",")
        .filter((name) => !name.startsWith("__")),
    ).toEqual(["ONLY", "THESE"]);
  });

  it.each([0, 3, 255])("tells exit code %i", async (code) => {
    expect((await run(node(`process.exit(${code})`))).exitCode).toBe(code);
  });

  it.skipIf(process.platform === "win32")("tells the signal that ended the script", async () => {
    const ended = await run(node("process.kill(process.pid, 'SIGSEGV')"));
    expect(ended).toMatchObject({ exitCode: null, signal: "SIGSEGV", timedOut: false });
  });

  it("does not wait for a script to read a payload larger than a pipe", async () => {
    const ended = await run(node("process.exit(0)"), { payload: "x".repeat(4 << 20) });
    expect(ended.exitCode).toBe(0);
  });

  it("keeps the head of the output and counts the rest", async () => {
    const ended = await run(node("process.stdout.write('é'.repeat(100000))"), {
      captureBytes: 1001,
    });
    expect(ended.stdout).toMatchObject({ text: "é".repeat(500), omittedBytes: 198_999 });
  });

  it("says why a program could not be started, as a value", async () => {
    const ended = await run(["/no/such/program"]);
    expect(ended).toMatchObject({ exitCode: null, startError: expect.stringContaining("ENOENT") });
  });

  it.skipIf(process.platform === "win32")("says that a file may not be executed", async () => {
    const folder = tempFolder({ "lib/act.sh": "#!/bin/sh\n" });
    const ended = await run([join(folder, "lib/act.sh")]);
    expect(ended.startError).toContain("EACCES");
  });

  it("kills the script and all it started at maxtime", async () => {
    const folder = tempFolder();
    const child = `require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1e6)`;
    const code = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]); setInterval(() => {}, 1e6)`;
    const ended = await run(node(code), { cwd: folder, maxtimeMs: 1500 });
    expect(ended).toMatchObject({ exitCode: null, signal: "SIGKILL", timedOut: true });
    expect(existsSync(join(folder, "pid"))).toBe(true);
    expect(await gone(Number(readFileSync(join(folder, "pid"), "utf8")))).toBe(true);
  });

  it.skipIf(process.platform === "win32")(
    "lets a script obey a SIGTERM where that is assumed",
    async () => {
      const obeys =
        "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1e6); console.log(1)";
      const ended = await run(node(obeys), { maxtimeMs: 1500, killSignal: "SIGTERM" });
      expect(ended).toMatchObject({ exitCode: 7, signal: null, timedOut: true });
    },
  );

  it("is not held up by a background process that keeps the pipes open", async () => {
    const folder = tempFolder();
    const child = `require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1e6)`;
    const code = `const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], {stdio: 'inherit'}); const t = setInterval(() => { if (require('fs').existsSync('pid')) process.exit(0) }, 20)`;
    const ended = await run(node(code), { cwd: folder });
    expect(ended.exitCode).toBe(0);
    expect(await gone(Number(readFileSync(join(folder, "pid"), "utf8")))).toBe(true);
  });

  it("kills the script when it is told to stop", async () => {
    const stop = new AbortController();
    const running = run(node("setInterval(() => {}, 1e6)"), { signal: stop.signal });
    stop.abort();
    expect(await running).toMatchObject({ exitCode: null, signal: "SIGKILL", timedOut: false });
  });

  it("keeps the first words alone of a script that is told to stop", async () => {
    const stop = new AbortController();
    const folder = tempFolder();
    const code =
      "process.stderr.write('first ' + 'x'.repeat(8e6), () => require('fs').writeFileSync('said', '')); setInterval(() => {}, 1e6)";
    const running = run(node(code), { cwd: folder, signal: stop.signal });
    await expect.poll(() => existsSync(join(folder, "said")), { timeout: 30_000 }).toBe(true);
    stop.abort();
    const { stderr } = await running;
    expect(stderr.text).toMatch(/^first x+$/);
    expect(stderr.text.length).toBe(256 * 1024);
    expect(stderr.text.length + stderr.omittedBytes).toBe(8e6 + 6);
  });
});
