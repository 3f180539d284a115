import { describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import type { Transcript } from "../../../src/transcript.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

function run(code: string): Promise<Transcript> {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_bad\n",
    "default/alert_actions.conf": "[bad]\nis_custom = 1\n",
    "bin/bad.py": `import ctypes, os, signal, socket, struct, subprocess, sys, time
def attempt(act):
    try:
        return act()
    except Exception as error:
        return type(error).__name__
${code}`,
  });
  return sendAlert(loadAddon(root), {});
}

const hosts = ({ outbound }: Transcript): string[] => [
  ...new Set(outbound.map(({ host }) => host)),
];

describe.skipIf(!stands)("a script that tries its fence", () => {
  it("opens 10,000 connections, of which the report has a few lines", async () => {
    const transcript = await run(`for number in range(10000):
    sock = socket.socket()
    attempt(lambda: sock.connect(("203.0.113.%d" % (number % 250), 1000 + number)))
    sock.close()
`);
    expect(transcript.outbound.length).toBeGreaterThan(1000);
    expect(transcript.outbound.length).toBeLessThanOrEqual(10_000);
    const reason = transcript.verdict.reasons.find(({ id }) => id === "outbound");
    expect(reason?.status).toBe("fail");
    expect(reason?.because).toHaveLength(11);
  });

  it("stops within a TLS handshake, and asks for names with odd bytes", async () => {
    const transcript = await run(`def half(host):
    sock = socket.create_connection((host, 443), 2)
    sock.sendall(bytes(bytearray([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])))
attempt(lambda: half("half.example"))
def ask(name):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.settimeout(0.2)
    sock.sendto(struct.pack(">HHHHHH", 7, 256, 1, 0, 0, 0) + name + struct.pack(">HH", 1, 1), ("127.0.0.1", 53))
    return sock.recv(512)
for name in (b"\\x07odd\\x1b[2J\\x00", b"\\xff\\xff", b"\\x3f" + b"x" * 63 + b"\\x00", b"", b"\\xc0\\x0c"):
    attempt(lambda: ask(name))
attempt(lambda: socket.create_connection(("after.example", 7777), 2))
`);
    expect(hosts(transcript)).toEqual(expect.arrayContaining(["half.example", "after.example"]));
    expect(hosts(transcript).join("")).not.toContain("\u001B");
  });

  it("forks 500 times, in groups and sessions of their own, closes all descriptors, and changes its name", async () => {
    const transcript = await run(`ctypes.CDLL(None).prctl(15, b"systemd", 0, 0, 0)
for number in range(500):
    if os.fork() == 0:
        os.setsid() if number % 2 else os.setpgid(0, 0)
        os.closerange(0, 4096)
        time.sleep(600)
        os._exit(0)
`);
    expect(transcript.invocations[0]?.exitCode).toBe(0);
    expect(transcript.invocations[0]?.left).toHaveLength(500);
  });

  it("ends its siblings and what is above it, and still reaches nobody", async () => {
    const transcript = await run(`child = subprocess.Popen(["sleep", "600"])
child.kill()
attempt(lambda: os.kill(os.getppid(), signal.SIGKILL))
for pid in os.listdir("/proc"):
    if pid.isdigit() and int(pid) != os.getpid():
        attempt(lambda: os.kill(int(pid), signal.SIGKILL))
attempt(lambda: socket.create_connection(("after.example", 7777), 2))
`);
    expect(hosts(transcript)).toEqual(["after.example"]);
    expect(transcript.verdict.status).toBe("fail");
  });
});
