import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { HandlerPool } from "../../../../src/sandbox/process/handler-pool.ts";
import type { HandlerStart } from "../../../../src/sandbox/process/handler-process.ts";
import { isAlive } from "../../../../src/host/is-alive.ts";
import { standIns } from "../../../../src/sandbox/python-path.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const PYTHON = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], {
  encoding: "utf8",
}).trim();

const SOURCE = `import json
import os
import time

from splunk.persistconn.application import PersistentServerConnectionApplication

class Handler(PersistentServerConnectionApplication):
    def __init__(self, *args):
        self.asked = 0

    def handle(self, text):
        self.asked += 1
        request = json.loads(text)
        if request.get('leave'):
            os._exit(3)
        if request.get('exit'):
            raise SystemExit('enough')
        if request.get('print'):
            os.write(1, b'{"returned": "forged"}\\n' * 1000)
        time.sleep(request.get('sleep', 0))
        return {'payload': {'asked': self.asked, 'pid': os.getpid()}, 'status': 200}
`;

function start(timeoutMs = 20_000): HandlerStart {
  const bin = join(tempFolder({ "bin/own.py": SOURCE }), "bin");
  return {
    kind: "persist",
    handler: "own.Handler",
    bin,
    python: PYTHON,
    env: { PYTHONPATH: [bin, join(standIns.splunkPackage, "..")].join(delimiter) },
    timeoutMs,
    graceMs: 200,
  };
}

interface Payload {
  readonly asked: number;
  readonly pid: number;
}

const payloadOf = (end: unknown): Payload =>
  (end as { returned: { payload: Payload } }).returned.payload;

it("asks a process again, and starts another while that is busy", async () => {
  await using pool = new HandlerPool();
  const own = start();
  const ask = async (request: object) =>
    payloadOf(await pool.ask("a/own", own, JSON.stringify(request), true));
  const first = await ask({});
  expect(await ask({ print: true })).toEqual({ asked: 2, pid: first.pid });
  const [one, other] = await Promise.all([ask({ sleep: 0.3 }), ask({})]);
  expect(one.pid).toBe(first.pid);
  expect(other.pid).not.toBe(first.pid);
});

it("outlives a handler that raises SystemExit, and replaces one that is gone", async () => {
  await using pool = new HandlerPool();
  const own = start();
  const ask = (request: object) => pool.ask("a/own", own, JSON.stringify(request), true);
  const first = payloadOf(await ask({}));
  expect(await ask({ exit: true })).toEqual({ returned: {} });
  expect(payloadOf(await ask({}))).toMatchObject({ pid: first.pid });
  expect(await ask({ leave: true })).toEqual({ error: expect.stringContaining("ended with 3") });
  expect(payloadOf(await ask({})).pid).not.toBe(first.pid);
});

it("ends a handler that takes too long", async () => {
  await using pool = new HandlerPool();
  const own = start(300);
  const end = await pool.ask("a/own", own, JSON.stringify({ sleep: 60 }), true);
  expect(end).toEqual({ error: expect.stringContaining("ran out of time") });
});

it("leaves no process behind", async () => {
  const pool = new HandlerPool();
  const { pid } = payloadOf(await pool.ask("a/own", start(), "{}", true));
  expect(isAlive(pid)).toBe(true);
  await pool[Symbol.asyncDispose]();
  expect(isAlive(pid)).toBe(false);
});

it("starts nothing once it is closed", async () => {
  const pool = new HandlerPool();
  await pool[Symbol.asyncDispose]();
  const end = await pool.ask("TA/own", start(), "{}", true);
  expect(end).toMatchObject({ error: expect.stringContaining("not started any more") });
});

it("ends though a program that the handler left holds its streams", async () => {
  const pool = new HandlerPool();
  const own = start();
  const daemon = SOURCE.replace("import os\n", "import os, subprocess, sys\n").replace(
    "        time.sleep(request.get('sleep', 0))\n        return {'payload': {'asked': self.asked, 'pid': os.getpid()}, 'status': 200}\n",
    "        left = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(30)'], start_new_session=True)\n        return {'payload': {'asked': 1, 'pid': left.pid}}\n",
  );
  writeFileSync(join(own.bin, "own.py"), daemon);
  const { pid } = payloadOf(await pool.ask("TA/own", own, "{}", true));
  await pool[Symbol.asyncDispose]();
  expect(isAlive(pid)).toBe(true);
  process.kill(pid);
});
