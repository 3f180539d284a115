import { type AddressInfo, connect as connectTcp, createServer } from "node:net";
import { connect } from "node:tls";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cacheFolder } from "../../../../src/host/cache-folder.ts";
import { certificate } from "../../../../src/splunkd/wire/certificate.ts";
import { type RunningServer, startHttpServer } from "../../../../src/splunkd/wire/http-server.ts";
import { HttpTurns } from "../../../../src/splunkd/wire/http-turns.ts";
import { openApp, refuse } from "../../../../src/splunkd/wire/open-app.ts";
import { BodyReader } from "../../../../src/splunkd/wire/read-body.ts";

let server: RunningServer;
const asked: string[] = [];

beforeAll(async () => {
  const turns = new HttpTurns(500);
  const app = await openApp(
    {
      turns,
      bodies: new BodyReader({ ofOne: 1000, ofAll: 4000 }),
      maxBodyBytes: 1000,
      rewriteUrl: ({ url = "/" }) => url,
    },
    (made) => {
      made.all("/*", async ({ url, method }) => {
        asked.push(url);
        if (url === "/long") await sleep(1200);
        return url === "/large" ? Buffer.alloc(5_000_000) : `${method} ${url}`;
      });
      made.setErrorHandler((error: Error, _request, reply) => refuse(error, reply));
    },
  );
  server = await startHttpServer({
    host: "127.0.0.1",
    port: 0,
    certificate: () => certificate(cacheFolder()),
    turns,
    handle: (message, response) => app.routing(message, response),
  });
});

afterAll(() => server[Symbol.asyncDispose]());

/** What comes back for these bytes until the connection ends. */
function told(bytes: string): Promise<string> {
  return new Promise((done) => {
    let text = "";
    const socket = connect({ port: server.port, rejectUnauthorized: false }, () =>
      socket.write(bytes),
    );
    socket.setEncoding("utf8").on("data", (part: string) => (text += part));
    socket.on("error", () => undefined).on("close", () => done(text));
  });
}

const get = (path: string, more = ""): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;

it.each<[string, string, string]>([
  ["a verb that is none", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request"],
  ["a verb that nobody has", "PROPFIND / HTTP/1.1\r\nHost: x\r\n\r\n", "405 Method Not Allowed"],
  ["a NUL in the path", "GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request"],
  ["headers of a megabyte", get("/", `X: ${"y".repeat(1_000_000)}\r\n`), "431 Request Header"],
  ["a body that is too large", get("/", "Content-Length: 5000\r\n"), "413 Payload Too Large"],
  ["two lengths", get("/", "Content-Length: 1\r\nContent-Length: 2\r\n"), "400 Bad Request"],
  [
    "a length and chunks",
    get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
    "400 Bad",
  ],
  [
    "chunks that are none",
    `${get("/", "Transfer-Encoding: chunked\r\n")}zz\r\n`,
    "400 Bad Request",
  ],
])("answers %s in splunkd's XML", async (_name, bytes, status) => {
  const text = await told(bytes);
  expect(text).toContain(`HTTP/1.1 ${status}`);
  expect(text).toMatch(/Content-Type: text\/xml; charset=UTF-8\r\n/i);
  expect(text).toMatch(/<response>\s*<messages>\s*<msg type="ERROR">[^<]+<\/msg>/);
});

it("answers requests that come one behind the other, in their order", async () => {
  const text = await told(get("/one") + get("/long") + get("/three"));
  expect(text.match(/GET \/[a-z]+/g)).toEqual(["GET /one", "GET /long", "GET /three"]);
});

const post = (path: string, more = ""): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n${more}\r\nbody`;

it.each<[string, string, string[]]>([
  ["a request behind a body", post("/long") + get("/two"), ["POST /long", "GET /two"]],
  [
    "many bodies",
    post("/one") + post("/two") + post("/three"),
    ["POST /one", "POST /two", "POST /three"],
  ],
  [
    "nothing behind the last request",
    post("/long", "Connection: close\r\n") + get("/two"),
    ["POST /long"],
  ],
  [
    "what came whole before what cannot be read",
    `${post("/long")}${get("/two")}garbage\r\n\r\n`,
    ["POST /long", "GET /two", "400 Bad Request"],
  ],
  [
    "what came whole before a body that cannot be read",
    `${post("/long")}${get("/two", "Transfer-Encoding: chunked\r\n")}zz\r\nmore\r\n`,
    ["POST /long", "400 Bad Request"],
  ],
])("answers %s, in one write", async (_name, bytes, answers) => {
  const text = await told(bytes);
  expect(text.match(/(?:GET|POST) \/[a-z]+|400 Bad Request(?=\r\n)/g)).toEqual(answers);
});

it("works on one request of a connection at a time, and on none that nobody would read", async () => {
  asked.length = 0;
  const socket = connect({ port: server.port, rejectUnauthorized: false });
  await new Promise((done) => socket.once("secureConnect", done));
  socket.pause();
  socket.write(get("/large").repeat(50));
  await told(get("/long"));
  socket.destroy();
  expect(asked.filter((url) => url === "/large").length).toBeLessThan(10);
});

it("waits for an answer that takes longer than a connection may be idle", async () => {
  expect(await told(get("/long"))).toContain("GET /long");
});

it("closes a connection that says nothing any more, whatever it began to say", async () => {
  expect(await told("")).toBe("");
  expect(await told("GET / HT")).toBe("");
  expect(await told(get("/", "Content-Length: 10\r\n"))).toBe("");
});

/** The kind of the last TLS record that the server sends on a connection; 21 is an alert. */
async function lastRecord(bytes: string): Promise<number | undefined> {
  const parts: Buffer[] = [];
  const tap = createServer((client) => {
    const inner = connectTcp(server.port, "127.0.0.1");
    client.on("error", () => inner.destroy()).pipe(inner);
    inner.on("error", () => client.destroy()).on("data", (part) => parts.push(part));
    inner.pipe(client);
  });
  await new Promise<void>((done) => tap.listen(0, "127.0.0.1", done));
  const { port } = tap.address() as AddressInfo;
  await new Promise<void>((done) => {
    const socket = connect({ port, rejectUnauthorized: false }, () => socket.write(bytes));
    socket.on("error", () => undefined).on("close", () => done());
    socket.resume();
  });
  tap.close();
  const all = Buffer.concat(parts);
  let kind: number | undefined;
  for (let at = 0; at + 5 <= all.length; at += 5 + all.readUInt16BE(at + 3)) kind = all[at];
  return kind;
}

it.each([
  ["that said nothing", ""],
  ["that has its answer", get("/one")],
  ["that stopped in the middle", "GET / HT"],
])("says that it ends an idle connection %s", async (_name, bytes) => {
  expect(await lastRecord(bytes)).toBe(21);
});
