import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecure } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SendAlertRequest } from "../../../../src/run/send-alert-request.ts";
import { leaseKeeper } from "../../../../src/sandbox/fence/lease-keeper.ts";
import { issueAuthority } from "../../../../src/vendor/certificates/issue.ts";
import { runOutbound, stdoutOf } from "../../../support/outbound/run-outbound.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const lease = leaseKeeper("namespace");
const stands = (await lease?.keeper.fence())?.kind === "namespace";
await lease?.[Symbol.asyncDispose]();
const confined = leaseKeeper("landlock");
const confines = (await confined?.keeper.fence())?.kind === "landlock";
await confined?.[Symbol.asyncDispose]();

const fences: readonly (readonly [NonNullable<SendAlertRequest["fence"]>, boolean])[] = [
  ["namespace", stands],
  ["landlock", confines],
  ["process", true],
];

const LARGE = Buffer.alloc(5_000_000, "0123456789\n");
let calls = 0;
const vendor = createServer((request, response) => {
  calls += 1;
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    const path = request.url ?? "";
    if (path === "/gzip") {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" });
      response.end(gzipSync(JSON.stringify({ zipped: true })));
    } else if (path === "/large") {
      response.writeHead(200, { "Content-Type": "application/octet-stream" });
      response.end(LARGE);
    } else if (path === "/moved") {
      response.writeHead(302, {
        Location: "/there",
        "Set-Cookie": ["sid=f00dcafe99; Path=/", "b=2"],
      });
      response.end();
    } else {
      response.writeHead(201, { "Content-Type": "application/json" });
      response.end(
        JSON.stringify({
          call: calls,
          access_token: "tok-98765-abcdef",
          got: Buffer.concat(pieces).toString(),
        }),
      );
    }
  });
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((done) => vendor.listen(0, "127.0.0.1", done));
  port = (vendor.address() as AddressInfo).port;
});
afterAll(() => {
  vendor.close();
});

const recordAll = (): SendAlertRequest["network"] => ({
  tape: "record",
  hosts: [
    { host: "vendor.localhost", port },
    { host: "127.0.0.1", port },
  ],
});
const replayed = { tape: "replay", hosts: [] } as const;

const CALLS = (at: number): string => `
import hashlib
def call(method, path, body=None):
    request = Request("http://127.0.0.1:${at}" + path, body, {"Content-Type": "application/json"})
    request.get_method = lambda: method
    answer = urlopen(request, timeout=10)
    data = answer.read()
    if answer.headers.get("Content-Encoding") == "gzip":
        import gzip
        data = gzip.decompress(data)
    return "%d %s" % (answer.status, data.decode() if len(data) < 1000 else hashlib.sha256(data).hexdigest())
`;

describe.each(fences)("below the fence %s", (fence, isThere) => {
  it.skipIf(!isThere)("records calls, and answers them again without the vendor", async () => {
    const cassette = join(tempFolder({}), "out.cassette.yaml");
    const code = `${CALLS(port)}
print(call("POST", "/a?key=1", b'{"dest": "192.0.2.7"}'))
print(call("POST", "/a?key=1", b'{"dest": "192.0.2.7"}'))
print(call("GET", "/gzip"))
print(call("GET", "/large"))
print(call("GET", "/moved"))`;
    const recorded = await runOutbound(code, { fence, network: recordAll(), cassette });
    expect(recorded.http.map(({ by }) => by)).toEqual(Array(6).fill("vendor"));
    expect(recorded.verdict.reasons.filter(({ id }) => id === "http" || id === "outbound")).toEqual(
      [],
    );
    const text = readFileSync(cassette, "utf8");
    expect(text).toContain('  json:\n    {\n      "dest": "192.0.2.7"\n    }');
    expect(text).toContain('"zipped": true');
    expect(text).not.toMatch(/tok-98765|f00dcafe99/);
    const before = calls;
    const again = await runOutbound(code, { fence, network: replayed, cassette });
    expect(calls).toBe(before);
    expect(again.http.map(({ by }) => by)).toEqual(Array(6).fill("cassette"));
    const hide = (text: string): string => text.replaceAll("tok-98765-abcdef", "<redacted>");
    expect(hide(stdoutOf(again).replaceAll(" ", ""))).toBe(
      hide(stdoutOf(recorded).replaceAll(" ", "")),
    );
  });
});

describe("a cassette", () => {
  const HEAD = "version: ar-sim/cassette/1\n";
  const END = "# The end of the cassette.\n";
  const replay = (text: string | undefined, code: string) => {
    const cassette = join(tempFolder({}), "out.cassette.yaml");
    if (text !== undefined) writeFileSync(cassette, text);
    return runOutbound(`${CALLS(80)}\n${code}`, { fence: "process", network: replayed, cassette });
  };

  it.each([
    [undefined, "HTTP_NO_CASSETTE", /there is no cassette/],
    [`${HEAD}---\nmethod: GET\nurl: http://127.0.0.1/\nstat`, "HTTP_BAD_CASSETTE", /breaks off/],
    [`version: ar-sim/cassette/9\n${END}`, "HTTP_BAD_CASSETTE", /is ar-sim\/cassette\/9/],
    [`${HEAD}---\nmethod: [\n${END}`, "HTTP_BAD_CASSETTE", /not YAML/],
    [
      `${HEAD}---\nmethod: GET\nurl: http://a/\nstatus: 200\nresponse: { file: ../x }\n${END}`,
      "HTTP_BAD_CASSETTE",
      /no file/,
    ],
    ["[]", "HTTP_BAD_CASSETTE", /does not begin/],
  ])("that is not right is told: %s", async (text, code, message) => {
    await expect(replay(text, "")).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  const ONE = `${HEAD}---
method: POST
url: "http://127.0.0.1/a?x=1"
request:
  json: { "n": 1 }
status: 200
response:
  text: yes
${END}`.replace("text: yes", 'text: "yes"');

  it.each([
    ['call("POST", "/a?x=1", b\'{"n":2}\')', "json.n is 2, and 1 was recorded"],
    ['call("POST", "/a?x=2", b\'{"n":1}\')', "the query is x=2, and x=1 was recorded"],
    ['call("POST", "/b?x=1", b\'{"n":1}\')', "the path is /b, and /a was recorded"],
    ['call("PUT", "/a?x=1", b\'{"n":1}\')', "the method is PUT, and POST was recorded"],
  ])("does not answer another request: %s", async (call, differs) => {
    const { http } = await replay(ONE, `print(attempt(lambda: ${call}))`);
    expect(http).toMatchObject([
      { by: null, unmatched: { nearest: { line: 2 }, differs: [differs] } },
    ]);
  });

  it("answers each exchange once", async () => {
    const code = 'for _ in range(2): print(attempt(lambda: call("POST", "/a?x=1", b\'{"n":1}\')))';
    const transcript = await replay(ONE, code);
    expect(transcript.http.map(({ by }) => by)).toEqual(["cassette", null]);
  });
});

it("refuses a vendor whose certificate is not to be trusted, and keeps the cassette of before", async () => {
  const server = createSecure(await issueAuthority(30), (_, response) => response.end("seen"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const at = (server.address() as AddressInfo).port;
  const cassette = join(tempFolder({}), "out.cassette.yaml");
  const { http } = await runOutbound(
    `print(attempt(lambda: urlopen("https://127.0.0.1:${at}/", timeout=10).read()))`,
    {
      fence: "process",
      network: { tape: "record", hosts: [{ host: "127.0.0.1", port: at }] },
      cassette,
    },
  );
  server.close();
  expect(http).toMatchObject([
    {
      by: null,
      unmatched: { differs: [expect.stringMatching(/the vendor does not answer: .*certificate/)] },
    },
  ]);
  expect(existsSync(cassette)).toBe(false);
});

it("says that a cassette cannot be written", async () => {
  const folder = tempFolder({ file: "" });
  const run = runOutbound(`${CALLS(port)}\nprint(call("GET", "/gzip"))`, {
    fence: "process",
    network: recordAll(),
    cassette: join(folder, "file", "out.yaml"),
  });
  await expect(run).rejects.toMatchObject({ code: "HTTP_NOT_RECORDED" });
});
