import { createServer, type Server } from "node:net";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import {
  reached,
  runOutbound as run,
  stdoutOf as stdout,
} from "../../support/outbound/run-outbound.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** A service of this machine, which counts who comes. */
let service: Server;
let port = 0;
let arrivals = 0;

beforeAll(async () => {
  service = createServer((socket) => {
    arrivals += 1;
    socket.on("error", () => undefined).end("hello");
  });
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  const address = service.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => service.close());

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();

describe.skipIf(!stands)("below a fence of namespaces", () => {
  it("refuses each way out, tells it by name and port, and fails the verdict though the script ends well", async () => {
    const transcript = await run(`
attempt(lambda: urlopen("https://api.vendor.example/x", timeout=5))
attempt(lambda: urlopen("http://203.0.113.9/x", timeout=5))
connect("redis.example", 6379)
connect("2001:db8::1", 443)
connect("mail.example", 25)
udp(("192.0.2.5", 514))
attempt(lambda: socket.gethostbyname("looked-up.example"))
attempt(lambda: socket.gethostbyname("odd\\\\007.example"))
`);
    expect(transcript.fence).toEqual({ kind: "namespace", why: null, limits: null });
    expect(reached(transcript).slice(0, 7)).toEqual([
      "https api.vendor.example 443",
      "http 203.0.113.9 80",
      "tcp redis.example 6379",
      "https 2001:db8::1 443",
      "smtp mail.example 25",
      "udp 192.0.2.5 514",
      "dns looked-up.example 53",
    ]);
    expect(transcript.invocations[0]?.exitCode).toBe(0);
    expect(transcript.verdict.status).toBe("fail");
  });

  it("refuses children, sessions of their own, and programs that are no Python", async () => {
    const transcript = await run(`
code = "import socket; socket.create_connection(('child.example', 4444), 5)"
subprocess.call([sys.executable, "-S", "-c", code], env={}, preexec_fn=os.setsid, stderr=subprocess.PIPE)
subprocess.call(["bash", "-c", "echo >/dev/tcp/198.51.100.7/5555"], stderr=subprocess.PIPE)
`);
    expect(reached(transcript)).toEqual(["tcp child.example 4444", "tcp 198.51.100.7 5555"]);
  });

  it("refuses a service of this machine, and lets it through where it is allowed", async () => {
    const code = `sys.stdout.write(connect("127.0.0.1", ${port}))`;
    const before = arrivals;
    const refused = await run(code);
    expect(reached(refused)).toEqual([`tcp 127.0.0.1 ${port}`]);
    expect(arrivals).toBe(before);
    const allowed = await run(code, { network: [{ host: "127.0.0.1", port }] });
    expect(stdout(allowed)).toBe("hello");
    expect(reached(allowed)).toEqual([`tcp 127.0.0.1 ${port} let through`]);
    expect(allowed.outbound[0]?.bytes?.received).toBe(5);
    expect(allowed.verdict.status).toBe("pass");
    expect(arrivals).toBe(before + 1);
  });

  it("lets an allowed port through for the allowed host only", async () => {
    const network = [{ host: "127.0.0.1", port }];
    const transcript = await run(`connect("other.example", ${port})`, { network });
    expect(reached(transcript)).toEqual([`tcp other.example ${port}`]);
    expect(transcript.verdict.status).toBe("fail");
  });

  it("tells each connection by the name that it is for, however soon after the lookup it comes", async () => {
    const network = [{ host: "127.0.0.1", port }];
    const code = `for number in range(200): connect("other%d.example" % number, ${port})`;
    const expected = Array.from(
      { length: 200 },
      (_, number) => `tcp other${number}.example ${port}`,
    );
    expect(reached(await run(code, { network }))).toEqual(expected);
  });

  it("lets the script reach splunkd by each name of this machine, and tells none of it", async () => {
    const transcript = await run(`
context = ssl._create_unverified_context()
for host in ("127.0.0.1", "localhost", socket.gethostname()):
    url = payload["server_uri"].replace("127.0.0.1", host) + "/services/server/info"
    request = Request(url, headers={"Authorization": "Splunk " + payload["session_key"]})
    sys.stdout.write("%s " % urlopen(request, context=context, timeout=9).getcode())
`);
    expect(stdout(transcript)).toBe("200 200 200 ");
    expect(transcript.outbound).toEqual([]);
    expect(transcript.rest).toHaveLength(3);
  });

  it("tells of a port that the run before it might reach", async () => {
    const code = `connect("127.0.0.1", ${port})`;
    await run(code, { network: [{ host: "127.0.0.1", port }] });
    expect(reached(await run(code))).toEqual([`tcp 127.0.0.1 ${port}`]);
  });

  it("keeps the attempts of one run from the next, which uses the same fence", async () => {
    await run('connect("first.example", 1111)');
    expect(reached(await run('connect("second.example", 2222)'))).toEqual([
      "tcp second.example 2222",
    ]);
  });

  it("lets a script write to its sandbox and folders of its own, and to none of yours", async () => {
    const [mine, writable] = [tempFolder(), tempFolder()];
    const code = (folder: string): string => `
for path in (${JSON.stringify(join(folder, "a"))}, "/var/tmp/of-its-own", os.environ["SPLUNK_HOME"] + "/a", os.environ["TMPDIR"] + "/a", "/etc/of-yours"):
    sys.stdout.write("%s " % attempt(lambda: open(path, "w").write("x") and "written"))
sys.stdout.write(" ".join(os.listdir("/var/tmp")))
`;
    const closed = await run(code(mine));
    expect(stdout(closed)).toMatch(
      /^\w+Error written\S* written\S* written\S* \w+Error of-its-own$/,
    );
    expect(existsSync("/var/tmp/of-its-own")).toBe(false);
    expect(existsSync(join(mine, "a"))).toBe(false);
    const open = await run(code(writable), { writable: [writable] });
    expect(existsSync(join(writable, "a"))).toBe(true);
    expect(stdout(open)).toContain("Error of-its-own");
    const path = JSON.stringify(join(mine, "a"));
    const apart = await run(`open(${path}, "w").close()`, { isolate: false });
    expect(existsSync(join(mine, "a"))).toBe(true);
    expect(apart.fence.kind).toBe("namespace");
  });

  it("lets the script see no process but its own", async () => {
    const transcript = await run(
      "sys.stdout.write(' '.join(sorted(pid for pid in os.listdir('/proc') if pid.isdigit())))",
    );
    expect(stdout(transcript)).toBe("1 2");
  });

  it("stands as long as a script that tries to take it down", async () => {
    const transcript = await run(`
for command in ("umount -l /run", "mount -o remount,rw /", "ip link set lo down", "kill -9 1", "kill -9 -1"):
    os.system(command + " 2>/dev/null")
sys.stdout.write(connect("after.example", 99))
`);
    expect(reached(transcript).concat(transcript.invocations[0]?.signal ?? "")).toContain(
      transcript.invocations[0]?.signal === null ? "tcp after.example 99" : "SIGKILL",
    );
  });
});

it("lets a script out where no fence is asked for", async () => {
  const transcript = await run(`sys.stdout.write(connect("127.0.0.1", ${port}))`, { fence: "off" });
  expect(stdout(transcript)).toBe("hello");
  expect(transcript).toMatchObject({ fence: { kind: "none", why: "it is off" }, outbound: [] });
});

it.skipIf(stands)(
  "throws SANDBOX_NO_FENCE where the fence that is asked for cannot stand",
  async () => {
    await expect(run("", { fence: "namespace" })).rejects.toMatchObject({
      code: "SANDBOX_NO_FENCE",
    });
  },
);

it.each(["auto", "off"] as const)(
  "hands over a large payload and a large environment, with the fence %s",
  async (fence) => {
    const code = "print(len(payload['result']['blob']), len(os.environ['BIG']))";
    const { invocations } = await run(code, {
      rows: { kind: "pairs", pairs: [["blob", "x".repeat(300_000)]] },
      env: { BIG: "y".repeat(100_000) },
      fence,
    });
    expect(invocations[0]?.stdout).toBe("300000 100000\n");
  },
);
