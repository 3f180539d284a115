// Machines that lack what ar-sim builds on, and a script that fills them.
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { MAIN, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

interface Poverty {
  /** A command of a shell that brings it about. */
  readonly mount: string;
  readonly fence: object;
}

const MACHINES: Readonly<Record<string, Poverty>> = {
  "/dev/shm that cannot be written to": {
    mount: "mount -t tmpfs -o ro tmpfs /dev/shm",
    fence: {},
  },
  "no /proc": {
    mount: "mount -t tmpfs tmpfs /proc",
    fence: { kind: "process", why: "it needs Linux with /proc, and a Python 3.6 or newer" },
  },
};

const OWN_MOUNTS = ["--user", "--map-root-user", "--mount", "sh", "-c"];
const canMount =
  process.platform === "linux" && spawnSync("unshare", [...OWN_MOUNTS, "true"]).status === 0;

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

async function start(file: string, args: readonly string[], env = withoutColor()): Promise<Ended> {
  const child = spawn(file, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (data: string) => (text += data));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, text };
}

const addon = (code: string): string =>
  tempFolder({
    "default/app.conf": "[package]\nid = TA_poor\n",
    "default/alert_actions.conf": "[poor]\nis_custom = 1\nmaxtime = 10m\n",
    "bin/poor.py": code,
  });

describe.skipIf(!canMount)("a machine with", () => {
  it.each(Object.entries(MACHINES))(
    "%s runs the script, and says which fence stands",
    async (_, poor) => {
      const root = addon("open('/dev/null').close()\n");
      const { code, text } = await start("unshare", [
        ...OWN_MOUNTS,
        `${poor.mount} && exec "$@"`,
        "sh",
        process.execPath,
        MAIN,
        "run",
        "--json",
        "--app",
        root,
      ]);
      expect(code, text).toBe(0);
      expect(JSON.parse(text)).toMatchObject({ verdict: { status: "pass" }, fence: poor.fence });
    },
  );
});

const TELL_MEMORY = `data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))`;
const MEBIBYTE = 1024;

it("holds little in memory of 1 GiB that a script sends, and of as much that it prints", async () => {
  let bytes = 0;
  const sink = createServer((socket) => {
    socket.on("error", () => undefined).on("data", (data) => (bytes += data.length));
  });
  await new Promise<void>((done) => sink.listen(0, "127.0.0.1", done));
  const address = sink.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const root = addon(`import os, socket
sock = socket.create_connection(("127.0.0.1", ${port}))
for _ in range(1024):
    sock.sendall(b"x" * (1 << 20))
sock.close()
for _ in range(1024):
    os.write(1, b"x" * (1 << 20))
`);
  const args = [MAIN, "run", "--app", root, "--network", `allow=127.0.0.1:${port}`];
  const { code, text } = await start(process.execPath, ["--import", TELL_MEMORY, ...args]);
  await new Promise((done) => sink.close(done));
  expect(code, text.slice(-2000)).toBe(0);
  expect(bytes).toBe(2 ** 30);
  expect(Number(/peak (\d+)/.exec(text)?.[1])).toBeLessThan(300 * MEBIBYTE);
});
