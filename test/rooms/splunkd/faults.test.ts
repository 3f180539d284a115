import { mkdirSync, writeFileSync } from "node:fs";
import { connect as connectTcp } from "node:net";
import { join } from "node:path";
import { connect, type TLSSocket } from "node:tls";
import { expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { type Splunkd, startStandIn } from "../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const PASSWORDS = "/servicesNS/nobody/search/storage/passwords";
const ROWS = "/servicesNS/nobody/search/storage/collections/data/notes";
const CREDENTIAL = { username: "kept", password: "safe" };
const FIXTURES = { credentials: [CREDENTIAL], collections: { "search/notes": [{ _key: "one" }] } };

/** It still answers, and what it held is there. */
async function expectWhole(splunkd: Splunkd): Promise<void> {
  const { status, text } = await askSplunkd(
    splunkd,
    "GET",
    "/servicesNS/-/-/storage/passwords?output_mode=json&search=kept",
  );
  expect(status).toBe(200);
  expect(JSON.parse(text).entry[0].content.clear_password).toBe("safe");
  expect((await splunkd.open()).faults.all).toEqual([]);
}

function socketTo(splunkd: Splunkd): Promise<TLSSocket> {
  return new Promise((done, fail) => {
    const socket = connect({ port: splunkd.port, rejectUnauthorized: false }, () => done(socket));
    socket.once("error", fail);
  });
}

it.each<[string, string, Buffer | string, number]>([
  ["JSON that is cut", ROWS, '{"a":', 400],
  ["JSON that is no UTF-8", ROWS, Buffer.from([0x7b, 0x22, 0xff, 0xfe]), 400],
  ["an empty body for a row", ROWS, "", 400],
  ["a batch that is no list", `${ROWS}/batch_save`, "{}", 400],
  ["an empty form", PASSWORDS, "", 400],
  ["a form that is no UTF-8", PASSWORDS, Buffer.from([0xff, 0xfe, 0x26, 0x3d]), 400],
  ["a form of a hundred thousand arguments", PASSWORDS, "a=1&".repeat(100_000), 400],
])("refuses %s", async (_name, path, body, status) => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  for (const type of ["application/json", "text/plain; charset=x", ";;;"]) {
    const answered = await askSplunkd(splunkd, "POST", path, {
      body,
      headers: { "Content-Type": type },
    });
    expect(answered.status).toBe(status);
    expect(answered.text).toContain("ERROR");
  }
  await expectWhole(splunkd);
});

it("lets a row that is nested without end do no harm", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  for (const [path, body] of [
    [ROWS, deep],
    [`${ROWS}/one`, deep],
    [`${ROWS}/batch_save`, `[${deep}]`],
    [`${ROWS}/batch_find`, `[${deep}]`],
  ] as const) {
    const { status, text } = await askSplunkd(splunkd, "POST", path, { body });
    expect([status, text]).toEqual([
      400,
      expect.stringMatching(/nested (?:too deeply|deeper than 100 levels)/i),
    ]);
  }
  expect((await askSplunkd(splunkd, "GET", ROWS)).text).toBe('[{"_key":"one","_user":"nobody"}]');
  await expectWhole(splunkd);
});

it("refuses a batch of more than 50 MB", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  const body = `[{"a":"${"x".repeat(51 * 1024 * 1024)}"}]`;
  const { status, text } = await askSplunkd(splunkd, "POST", `${ROWS}/batch_save`, { body });
  expect([status, text]).toEqual([400, expect.stringContaining("max_size_per_batch_save_mb=50")]);
  await expectWhole(splunkd);
});

it.each([
  ['{"a":{"$regex":"^(a+)+$"}}', "backtracks without end"],
  ['{"a":{"$mod":[0,0]}}', "malformed mod"],
])("answers the query %s with an error, not with a fault", async (query, told) => {
  const rows = [{ _key: "one", a: `${"a".repeat(50)}!` }];
  await using splunkd = await startStandIn({
    fixtures: { ...FIXTURES, collections: { "search/notes": rows } },
  });
  for (const [method, path, body] of [
    ["GET", `${ROWS}?query=${encodeURIComponent(query)}`, undefined],
    ["DELETE", `${ROWS}?query=${encodeURIComponent(query)}`, undefined],
    ["POST", `${ROWS}/batch_find`, `[{"query":${query}}]`],
  ] as const) {
    const sent = body === undefined ? {} : { body };
    const { status, text } = await askSplunkd(splunkd, method, path, sent);
    expect([status, text]).toEqual([400, expect.stringContaining(told)]);
  }
  await expectWhole(splunkd);
});

it.each([
  "%00",
  "a%00b",
  "..%2F..%2Fetc%2Fpasswd",
  "../../../etc/passwd",
  "%",
  "%zz",
  "%C0%AF",
  "__proto__",
  "constructor",
  "%F0%9F",
  "x".repeat(2000),
])("finds nothing called %j", async (name) => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  for (const path of [
    `${PASSWORDS}/${name}`,
    `${ROWS}/${name}`,
    `/servicesNS/nobody/search/configs/conf-${name}/${name}`,
  ]) {
    expect((await askSplunkd(splunkd, "GET", path)).status).toBe(404);
  }
  await expectWhole(splunkd);
});

it.each([
  "..%2F..%2Fsecret",
  "..%2Fdefault%2Fapp",
  "constructor",
  "__proto__",
  "a%00b",
  "x".repeat(300),
  "..",
])("reads no file for a .conf called %.40s", async (file) => {
  const folder = tempFolder();
  writeFileSync(join(folder, "secret.conf"), "[climbed]\npassword = outside\n");
  const root = join(folder, "TA_inner");
  mkdirSync(join(root, "default"), { recursive: true });
  writeFileSync(join(root, "default/app.conf"), "[climbed]\nx = 1\n[package]\nid = TA_inner\n");
  await using splunkd = await startStandIn({ addon: loadAddon(root), fixtures: FIXTURES });
  const conf = `/servicesNS/nobody/TA_inner/configs/conf-${file}`;
  const listed = await askSplunkd(splunkd, "GET", `${conf}?output_mode=json`);
  expect([listed.status, JSON.parse(listed.text).entry]).toEqual([200, []]);
  expect((await askSplunkd(splunkd, "GET", `${conf}/climbed`)).status).toBe(404);
  await expectWhole(splunkd);
});

it("gives nothing of a file system for a name that climbs", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  for (const file of ["..%2F..%2Fpasswd", "%2Fetc%2Fpasswd", "a%00"]) {
    const body = new URLSearchParams({ name: "s", k: "v" });
    const made = await askSplunkd(
      splunkd,
      "POST",
      `/servicesNS/nobody/search/configs/conf-${file}`,
      { body },
    );
    expect(made.status).toBeGreaterThanOrEqual(400);
    expect(made.status).toBeLessThan(500);
  }
  await expectWhole(splunkd);
});

it("takes headers of 64 KB, and refuses those of a megabyte", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  const info = "/services/server/info";
  const long = { "X-Long": "x".repeat(64 * 1024) };
  expect((await askSplunkd(splunkd, "GET", info, { headers: long })).status).toBe(200);
  const tooLong = { "X-Long": "x".repeat(1024 * 1024) };
  const refused = await askSplunkd(splunkd, "GET", info, { headers: tooLong }).then(
    ({ status }) => status,
    () => 431,
  );
  expect(refused).toBe(431);
  await expectWhole(splunkd);
});

it("refuses a body of 200 MB without holding it", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  const socket = await socketTo(splunkd);
  const before = process.memoryUsage().rss;
  const answered = new Promise<string>((done) => {
    let text = "";
    socket.on("data", (part) => (text += String(part)));
    socket.on("error", () => done(text));
    socket.on("close", () => done(text));
  });
  socket.write(
    `POST ${ROWS} HTTP/1.1\r\nHost: x\r\nAuthorization: Splunk ${splunkd.sessionKey}\r\nContent-Length: ${200 * 1024 * 1024}\r\n\r\n`,
  );
  const chunk = Buffer.alloc(1024 * 1024, 0x20);
  for (let sent = 0; sent < 200 && !socket.destroyed; sent += 1) {
    if (!socket.write(chunk))
      await Promise.race([new Promise((next) => socket.once("drain", next)), answered]);
  }
  socket.end();
  expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
  expect(splunkd.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
    ["POST", ROWS, 413],
  ]);
  expect(process.memoryUsage().rss - before).toBeLessThan(160 * 1024 * 1024);
  await expectWhole(splunkd);
});

it("answers beside a thousand sockets that say nothing", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  const sockets = await Promise.all(
    Array.from(
      { length: 1000 },
      () =>
        new Promise<ReturnType<typeof connectTcp>>((done, fail) => {
          const socket = connectTcp({ port: splunkd.port }, () => done(socket));
          socket.once("error", fail);
        }),
    ),
  );
  try {
    await expectWhole(splunkd);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});

it("answers others while one sends a byte at a time, and one never reads", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  const [slow, deaf] = await Promise.all([socketTo(splunkd), socketTo(splunkd)]);
  slow.on("error", () => undefined);
  deaf.on("error", () => undefined);
  slow.write("GET /services/server/info HT");
  deaf.pause();
  for (let turn = 0; turn < 200; turn += 1) {
    deaf.write(
      `GET ${PASSWORDS} HTTP/1.1\r\nHost: x\r\nAuthorization: Splunk ${splunkd.sessionKey}\r\n\r\n`,
    );
  }
  await expectWhole(splunkd);
  slow.destroy();
  deaf.destroy();
  await expectWhole(splunkd);
});

it("keeps every event of a client that writes and closes without reading", async () => {
  await using splunkd = await startStandIn();
  for (let turn = 0; turn < 20; turn += 1) {
    const socket = await socketTo(splunkd);
    await new Promise<void>((done) => {
      socket.once("close", done);
      socket.end(
        `POST /services/receivers/stream?index=main&sourcetype=s HTTP/1.1\r\nHost: x\r\nAuthorization: Splunk ${splunkd.sessionKey}\r\nX-Splunk-Input-Mode: Streaming\r\n\r\nevent ${turn}\nand another\n`,
        () => socket.destroySoon(),
      );
    });
  }
  await expect.poll(() => splunkd.inbox.events.length, { timeout: 20_000 }).toBe(40);
});

it("stays up when somebody speaks no TLS, or no HTTP", async () => {
  await using splunkd = await startStandIn({ fixtures: FIXTURES });
  await new Promise<void>((done) => {
    const socket = connectTcp({ port: splunkd.port }, () => socket.end("GET / HTTP/1.0\r\n\r\n"));
    socket
      .resume()
      .on("error", () => undefined)
      .on("close", () => done());
  });
  const socket = await socketTo(splunkd);
  await new Promise<void>((done) => {
    socket
      .resume()
      .on("error", () => undefined)
      .on("close", () => done());
    socket.end(Buffer.from([0, 1, 2, 255, 13, 10, 13, 10]));
  });
  await expectWhole(splunkd);
});
