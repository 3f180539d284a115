/** Ways by which a script may try to get out, and a service that counts who arrives. */
import { execFileSync } from "node:child_process";
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { tempFolder } from "../temp-folder.ts";

/** Of Python, with its standard library. */
const PYTHON_WAYS = [
  "http.client",
  "urllib",
  "socket",
  "socket-by-name",
  "connect_ex",
  "non-blocking",
  "fastopen",
  "asyncio",
  "smtplib",
  "thread",
  "daemon",
  "child",
] as const;
const UDP_WAYS = ["udp", "udp-connected"] as const;
/** Where the script sets up an interpreter without the watch, or starts another program. */
const OTHER_WAYS = ["bare-child"] as const;

export interface Ways {
  readonly addon: string;
  /** What Python itself does, and so shows where it comes from. */
  readonly ofPython: readonly string[];
  readonly ofUdp: readonly string[];
  /** What a fence inside Python does not hold back. */
  readonly others: readonly string[];
  /** What could not be tried here, since a program or a module is missing. */
  readonly missing: readonly string[];
}

const LOOPBACK = "127.0.0.1";

/** Makes an add-on whose action tries them all. `host` is an address of IPv4. */
export function layWaysOut(port: number, host: string = LOOPBACK): Ways {
  const addon = tempFolder({
    "default/app.conf": "[package]\nid = TA_ways\n",
    "default/alert_actions.conf": "[ways]\nis_custom = 1\npayload_format = json\nmaxtime = 300\n",
    "bin/ways.py": SCRIPT.replaceAll("PORT", String(port))
      .replaceAll("HOST", host)
      .replaceAll("NAME", host === LOOPBACK ? "localhost" : host),
  });
  chmodSync(addon, 0o755);
  const missing: string[] = [];
  const others: string[] = [...OTHER_WAYS];
  const offer = (way: string, has: boolean): unknown => (has ? others : missing).push(way);
  offer("static", compileStatic(join(addon, "bin"), host, port));
  offer("curl", has("curl", "--version"));
  offer("bash", has("bash", "--version"));
  return { addon, ofPython: PYTHON_WAYS, ofUdp: UDP_WAYS, others, missing };
}

function has(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A program that loads nothing, and so knows no library that could be put in its way. */
function compileStatic(bin: string, host: string, port: number): boolean {
  const source = join(tempFolder(), "static.c");
  writeFileSync(source, STATIC.replace("PORT", String(port)).replace("HOST", host));
  return has("cc", "-static", "-o", join(bin, "static"), source);
}

/** Listens at the same port of TCP and UDP. */
export class Arrivals implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();
  readonly #ways = new Set<string>();
  readonly #server: Server;
  readonly #udp: UdpSocket = createSocket("udp4");

  constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      // Some wait for the first word of the server.
      socket.on("error", () => undefined).write("220 hello\r\n");
      socket.on("data", (data) => this.#note(String(data)));
    });
    this.#udp.on("message", (data) => this.#note(String(data)));
  }

  async listen(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    const address = this.#server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise<void>((done) => this.#udp.bind(port, "127.0.0.1", done));
    return port;
  }

  #note(text: string): void {
    for (const [, way] of text.matchAll(/way=([\w.-]+)/g))
      if (way !== undefined) this.#ways.add(way);
  }

  /** Those that arrived since the last time that they were taken. */
  take(): string[] {
    const ways = [...this.#ways].toSorted();
    this.#ways.clear();
    return ways;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
    await new Promise<void>((done) => this.#udp.close(done));
  }
}

const STATIC = `
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void) {
  struct sockaddr_in to;
  memset(&to, 0, sizeof to);
  to.sin_family = AF_INET;
  to.sin_port = htons(PORT);
  to.sin_addr.s_addr = inet_addr("HOST");
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) < 0) return 1;
  return write(fd, "way=static\\n", 11) < 0;
}
`;

const SCRIPT = `
import asyncio, errno, http.client, os, select, smtplib, socket, subprocess, sys, threading, urllib.request
HERE = os.path.dirname(os.path.abspath(__file__))
TO = ("HOST", PORT)
def attempt(act):
    try:
        act()
    except Exception:
        pass
def send(sock, way):
    sock.sendall(("way=%s\\n" % way).encode())
    sock.recv(9)
def request():
    connection = http.client.HTTPConnection(*TO, timeout=5)
    connection.request("GET", "/?way=http.client")
    connection.getresponse()
def by_errno():
    sock = socket.socket()
    if sock.connect_ex(TO) == 0:
        send(sock, "connect_ex")
def unblocked():
    sock = socket.socket()
    sock.setblocking(False)
    if sock.connect_ex(TO) == errno.EINPROGRESS:
        select.select([], [sock], [], 5)
    sock.setblocking(True)
    send(sock, "non-blocking")
def fast():
    # Connects with its first data, and not by connect(2).
    socket.socket().sendto(b"way=fastopen\\n", 0x20000000, TO)
def streams():
    async def talk():
        reader, writer = await asyncio.open_connection(*TO)
        writer.write(b"way=asyncio\\n")
        await reader.read(9)
        writer.close()
    asyncio.new_event_loop().run_until_complete(talk())
def mail():
    server = smtplib.SMTP(*TO, timeout=5)
    server.sock.sendall(b"way=smtplib\\n")
def threaded():
    thread = threading.Thread(target=lambda: attempt(lambda: send(socket.create_connection(TO, 5), "thread")))
    thread.start()
    thread.join()
def daemon():
    done, tell = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            attempt(lambda: send(socket.create_connection(TO, 5), "daemon"))
            os.write(tell, b"x")
        os._exit(0)
    os.wait()
    os.read(done, 1)
def packet(is_connected):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    if is_connected:
        sock.connect(TO)
        sock.send(b"way=udp-connected")
    else:
        sock.sendto(b"way=udp", TO)
def child(way, *options, **more):
    code = "import socket; s = socket.create_connection(%r, 5); s.sendall(b'way=%s\\\\n'); s.recv(9)" % (TO, way)
    subprocess.call([sys.executable] + list(options) + ["-c", code], stderr=subprocess.DEVNULL, **more)
attempt(request)
attempt(lambda: urllib.request.urlopen("http://%s:%d/?way=urllib" % TO, timeout=5))
attempt(lambda: send(socket.create_connection(TO, 5), "socket"))
attempt(lambda: send(socket.create_connection(("NAME", TO[1]), 5), "socket-by-name"))
for act in (by_errno, unblocked, fast, streams, mail, threaded, daemon):
    attempt(act)
attempt(lambda: packet(False))
attempt(lambda: packet(True))
attempt(lambda: child("child"))
attempt(lambda: child("bare-child", "-S", "-E", "-I", env={}))
attempt(lambda: subprocess.call([os.path.join(HERE, "static")]))
os.system("curl -s -m 5 'http://HOST:PORT/?way=curl' >/dev/null 2>&1")
os.system("bash -c 'echo way=bash >/dev/tcp/HOST/PORT' 2>/dev/null")
try:
    import requests
    attempt(lambda: requests.post("http://HOST:PORT/?way=requests", timeout=5))
except ImportError:
    print("no requests")
`;
