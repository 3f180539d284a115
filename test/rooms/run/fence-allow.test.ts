import { createSocket, type Socket } from "node:dgram";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import type { SendAlertRequest } from "../../../src/run/send-alert-request.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import type { Transcript } from "../../../src/transcript.ts";
import { tempFolder } from "../../support/temp-folder.ts";

/** Services of this machine: one says hello, one sends back what it gets. */
let greeter: Server;
let echo: Socket;
let port = 0;
let echoPort = 0;
let arrivals = 0;

beforeAll(async () => {
  greeter = createServer((socket) => {
    arrivals += 1;
    socket.on("error", () => undefined).end("hello");
  });
  await new Promise<void>((done) => greeter.listen(0, "127.0.0.1", done));
  const address = greeter.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  echo = createSocket("udp4");
  echo.on("message", (data, from) => echo.send(data, from.port, from.address));
  await new Promise<void>((done) => echo.bind(0, "127.0.0.1", done));
  echoPort = echo.address().port;
});
afterAll(() => {
  greeter.close();
  echo.close();
});

const lease = leaseKeeper("namespace-open");
const fence = await lease?.keeper.fence();
const stands = fence?.kind === "namespace" && fence.why === null;
await lease?.[Symbol.asyncDispose]();

function run(code: string, request: SendAlertRequest = {}): Promise<Transcript> {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_out\n",
    "default/alert_actions.conf": "[out]\nis_custom = 1\npayload_format = json\n",
    "bin/out.py": `
import socket, subprocess, sys
def say(act):
    try:
        sys.stdout.write("%s " % (act(),))
    except Exception as error:
        sys.stdout.write("%s " % type(error).__name__)
def connect(host, port):
    say(lambda: socket.create_connection((host, port), 9).recv(9).decode())
${code}
`,
  });
  return sendAlert(loadAddon(root), { network: "allow", ...request });
}

const stdout = ({ invocations }: Transcript): string => invocations[0]?.stdout.trim() ?? "";

describe.skipIf(!stands)("with a network that lets all through", () => {
  it("lets each program reach what it wants, and tells of it", async () => {
    const before = arrivals;
    const transcript = await run(`
connect("localhost", ${port})
code = "import socket, sys; sys.stdout.write(socket.create_connection(('127.0.0.1', ${port}), 9).recv(9).decode())"
say(lambda: subprocess.check_output([sys.executable, "-S", "-c", code], env={}).decode())
`);
    expect(stdout(transcript)).toBe("hello hello");
    expect(arrivals).toBe(before + 2);
    expect(transcript.outbound).toMatchObject([
      { protocol: "tcp", port, refusal: null, bytes: { sent: 0, received: 5 } },
      { protocol: "tcp", port, refusal: null, bytes: { sent: 0, received: 5 } },
    ]);
    expect(transcript.verdict.status).toBe("pass");
  });

  it("carries datagrams and their answers", async () => {
    const transcript = await run(`
one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.settimeout(9)
one.sendto(b"first", ("127.0.0.1", ${echoPort}))
say(lambda: one.recvfrom(9)[0].decode())
two = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
two.settimeout(9)
two.connect(("127.0.0.1", ${echoPort}))
two.send(b"second")
say(lambda: two.recv(9).decode())
`);
    expect(stdout(transcript)).toBe("first second");
    expect(transcript.outbound).toMatchObject([
      { protocol: "udp", port: echoPort, refusal: null, bytes: { sent: 5, received: 5 } },
      { protocol: "udp", port: echoPort, refusal: null, bytes: { sent: 6, received: 6 } },
    ]);
  });

  it("tells what could not be reached, which is no fault of the script", async () => {
    const transcript = await run('connect("no-such-machine.invalid", 81)');
    expect(transcript.outbound).toMatchObject([
      {
        host: "no-such-machine.invalid",
        port: 81,
        refusal: expect.stringMatching(/ENOTFOUND|EAI/),
      },
    ]);
    expect(transcript.verdict.status).toBe("pass");
  });

  it("leaves alone what the script offers to itself", async () => {
    const transcript = await run(`
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(1)
say(lambda: socket.create_connection(server.getsockname(), 9) and "reached")
`);
    expect(stdout(transcript)).toBe("reached");
    expect(transcript.outbound).toEqual([]);
  });

  it("is bounded for a script that reaches for everything", async () => {
    const transcript = await run(`
refused = 0
for port in range(20000, 21500):
    try:
        socket.create_connection(("198.51.100.1", port), 0.001).close()
    except OSError:
        refused += 1
sys.stdout.write("done")
`);
    expect(stdout(transcript)).toBe("done");
    expect(transcript.outbound.length).toBeGreaterThan(1000);
    expect(transcript.verdict.reasons.find(({ id }) => id === "outbound")?.status).toBe("fail");
  });
});
