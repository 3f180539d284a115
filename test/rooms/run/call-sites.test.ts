import { createServer, type Server } from "node:http";
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import type { FenceWish } from "../../../src/sandbox/fence/fence-types.ts";
import type { Transcript } from "../../../src/transcript.ts";
import { FIRST_LINE, reached, runOutbound, stdoutOf } from "../../support/outbound/run-outbound.ts";

/** A service of this machine, which counts who comes. */
let service: Server;
let port = 0;
let arrivals = 0;

beforeAll(async () => {
  service = createServer((request, response) => {
    arrivals += 1;
    response.writeHead(request.url === "/missing" ? 404 : 200).end("hello");
  });
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  const address = service.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => {
  service.closeAllConnections();
  service.close();
});

const fences: FenceWish[] = ["process"];
for (const kind of ["namespace", "landlock"] as const) {
  await using lease = leaseKeeper(kind);
  if ((await lease?.keeper.fence())?.kind === kind) fences.push(kind);
}

const told = ({ outbound }: Transcript): string[] =>
  outbound.map(({ protocol, host, port: at, method, path, where }) =>
    [
      protocol,
      host,
      at,
      ...(method === null ? [] : [method, path]),
      where === null ? "nowhere" : `${basename(where.file)}:${(where.line ?? 0) - FIRST_LINE}`,
    ].join(" "),
  );

describe.each(fences)("with the fence %s", (fence) => {
  it("tells the request of each attempt, and the line of the add-on that it comes from", async () => {
    const transcript = await runOutbound(
      `attempt(lambda: urlopen("https://api.vendor.example/block?key=x", b"1", timeout=5))
attempt(lambda: urlopen("http://203.0.113.9", timeout=5))
connect("redis.example", 6379)
connect("2001:db8::1", 443)
udp(("192.0.2.5", 514))
attempt(lambda: socket.gethostbyname("looked-up.example"))
def later():
    connect("thread.example", 7)
import threading
thread = threading.Thread(target=later)
thread.start()
thread.join()`,
      { fence },
    );
    expect(transcript.fence.kind).toBe(fence);
    // What is looked up only is told when it is clear that nothing came of it.
    expect(told(transcript).toSorted()).toEqual(
      [
        "https api.vendor.example 443 POST /block out.py:0",
        "http 203.0.113.9 80 GET / out.py:1",
        `tcp redis.example 6379 out.py:-3`,
        `https 2001:db8::1 443 out.py:-3`,
        // The kernel refuses the socket, before it has an address.
        fence === "landlock" ? "udp  0 out.py:-1" : "udp 192.0.2.5 514 out.py:-1",
        "dns looked-up.example 53 out.py:5",
        `tcp thread.example 7 out.py:-3`,
      ].toSorted(),
    );
    expect(transcript.verdict.status).toBe("fail");
    const reason = transcript.verdict.reasons.find(({ id }) => id === "outbound");
    expect(reason?.where?.file).toMatch(/bin\/out\.py$/);
    expect(reason?.because?.join("\n")).toContain("api.vendor.example:443, POST /block, at /");
  });

  it("names the author's own line, and not that of a library that the add-on brings", async () => {
    const library =
      "def post(host):\n    import socket\n    socket.create_connection((host, 443))\n";
    const transcript = await runOutbound(
      `sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
import requests, installed, mine
attempt(lambda: requests.post("vendored.example"))
attempt(lambda: installed.post("installed.example"))
attempt(lambda: mine.post("mine.example"))`,
      { fence },
      {
        "lib/requests/__init__.py": library,
        "lib/installed.py": library,
        "lib/installed-1.0.dist-info/METADATA": "Name: installed\n",
        "lib/mine.py": library,
      },
    );
    expect(told(transcript)).toEqual([
      "https vendored.example 443 out.py:2",
      "https installed.example 443 out.py:3",
      `https mine.example 443 mine.py:${3 - FIRST_LINE}`,
    ]);
  });

  it("tells one attempt once, however many processes make some", async () => {
    const transcript = await runOutbound(
      `code = "import socket; socket.create_connection(('child.example', 4444), 5)"
children = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
for child in children:
    child.communicate()`,
      { fence },
    );
    expect(reached(transcript)).toEqual(Array(4).fill("tcp child.example 4444"));
  });

  it("lets allowed requests through, and tells their status", async () => {
    const code = `
from http.client import HTTPConnection
def status(path):
    connection = HTTPConnection("127.0.0.1", ${port}, timeout=9)
    connection.request("GET", path)
    return connection.getresponse().status
sys.stdout.write("%s %s" % (attempt(lambda: status("/x")), attempt(lambda: status("/missing"))))
`;
    const before = arrivals;
    const refused = await runOutbound(code, { fence });
    expect(stdoutOf(refused)).toBe("ConnectionRefusedError ConnectionRefusedError");
    expect(arrivals).toBe(before);
    expect(refused.verdict.status).toBe("fail");
    for (const network of [[{ host: "127.0.0.1", port }], "allow"] as const) {
      const allowed = await runOutbound(code, { fence, network });
      expect(stdoutOf(allowed)).toBe("200 404");
      expect(allowed.verdict.status).toBe("pass");
      expect(
        allowed.outbound.map(({ method, path, status, refusal }) => [
          method,
          path,
          status,
          refusal,
        ]),
      ).toEqual([
        ["GET", "/x", 200, null],
        ["GET", "/missing", 404, null],
      ]);
    }
    expect(arrivals).toBe(before + 4);
  });
});

it("says of the fence of the process that it holds back Python only, and raises it for nothing else", async () => {
  const transcript = await runOutbound("", { fence: "process" });
  expect(transcript.fence).toMatchObject({ kind: "process", why: null });
  expect(transcript.fence.limits).toContain("Python only");
  await expect(
    runOutbound("", { fence: "process" }, { "bin/out.sh": "#!/bin/sh\n" }),
  ).rejects.toMatchObject({ code: "SANDBOX_NO_FENCE" });
});

it("finds the author's line behind a client with many files", async () => {
  const last = 17;
  const part = (n: number): string =>
    n === last
      ? "import socket\ndef go():\n    socket.create_connection(('192.0.2.7', 80), 5)\n"
      : `from requests import part_${n + 1}\ndef go():\n    part_${n + 1}.go()\n`;
  const parts = Array.from({ length: last + 1 }, (_, n) => [`lib/requests/part_${n}.py`, part(n)]);
  const transcript = await runOutbound(
    "sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'lib'))\nfrom requests import part_0\nattempt(part_0.go)",
    { fence: "process" },
    { "lib/requests/__init__.py": "", ...Object.fromEntries(parts) },
  );
  const [{ where } = { where: null }] = transcript.outbound;
  expect(where?.file.endsWith("bin/out.py")).toBe(true);
});
