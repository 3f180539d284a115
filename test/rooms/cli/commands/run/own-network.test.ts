// The whole internet is one machine that counts who arrives. It is in a network of the test's own, and so is ar-sim.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { layWaysOut } from "../../../../support/outbound/ways-out.ts";
import { MAIN, withoutColor } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

/** Ground: RFC 5737, addresses that no machine has. */
const HOST = "203.0.113.9";
const PORT = 8080;
const OWN_NETWORK = [
  "unshare",
  "--net",
  "sh",
  "-c",
  `ip link set lo up && ip address add ${HOST}/32 dev lo && exec "$@"`,
  "sh",
];
const USERS = {
  root: [],
  "an ordinary user": ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"],
};

/** Listens, runs what it is given, and prints who arrived. */
const INTERNET = `
const { spawn } = require("node:child_process");
const ways = new Set();
const note = (data) => { for (const [, way] of String(data).matchAll(/way=([\\w.-]+)/g)) ways.add(way); };
const server = require("node:net").createServer((socket) =>
  socket.on("error", () => undefined).on("data", note).write("220 hello\\r\\n"));
const udp = require("node:dgram").createSocket("udp4").on("message", note);
server.listen(${PORT}, "${HOST}", () => udp.bind(${PORT}, "${HOST}", () => {
  const child = spawn(process.argv[1], process.argv.slice(2), { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (data) => (text += data));
  child.on("close", (code) => process.stdout.write(JSON.stringify({ code, text, ways: [...ways] }), () => process.exit()));
}));
`;

const [unshare = "", ...rest] = OWN_NETWORK;
const canRun = (user: readonly string[]): boolean =>
  process.platform === "linux" &&
  spawnSync(unshare, [...rest, ...user, process.execPath, MAIN, "--version"]).status === 0;

async function runThere(user: readonly string[], addon: string, ...args: readonly string[]) {
  const home = tempFolder();
  chmodSync(home, 0o777);
  const command = [...user, process.execPath, MAIN, "run", "--json", "--app", addon, ...args];
  const child = spawn(unshare, [...rest, process.execPath, "-e", INTERNET, ...command], {
    cwd: "/",
    env: {
      ...withoutColor(),
      HOME: home,
      TMPDIR: home,
      XDG_CACHE_HOME: home,
      PATH: process.env["PATH"],
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (data: string) => (text += data));
  await new Promise((done) => child.once("close", done));
  return JSON.parse(text) as { code: number; text: string; ways: readonly string[] };
}

describe.each(Object.entries(USERS))("as %s", (_, user) => {
  it.skipIf(!canRun(user)).each(["namespace", "landlock"])(
    "nobody arrives through the fence %s, and all where it is allowed",
    async (fence) => {
      const { addon, ofPython, ofUdp, others } = layWaysOut(PORT, HOST);
      const denied = await runThere(user, addon, "--fence", fence);
      expect(denied.ways).toEqual([]);
      if (denied.code === 4) {
        expect(denied.text).toContain("SANDBOX_NO_FENCE");
        return;
      }
      expect(denied.code, denied.text).toBe(1);
      const allowed = await runThere(user, addon, "--fence", fence, "--network", "allow");
      expect(allowed.code, allowed.text).toBe(0);
      expect(allowed.ways).toEqual(expect.arrayContaining([...ofPython, ...ofUdp, ...others]));
    },
  );
});
