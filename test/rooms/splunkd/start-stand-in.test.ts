import { statSync } from "node:fs";
import { get } from "node:https";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { XMLValidator } from "fast-xml-parser";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";
import { startStandIn } from "../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const PASSWORDS = "/servicesNS/nobody/search/storage/passwords";
const INFO = "/services/server/info?output_mode=json";

it("answers with the headers of splunkd, over TLS 1.2", async () => {
  await using splunkd = await startStandIn();
  const { status, headers, text } = await askSplunkd(splunkd, "GET", INFO);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    server: "Splunkd",
    "content-type": "application/json; charset=UTF-8",
    "content-length": String(Buffer.byteLength(text)),
    vary: "Cookie, Authorization",
  });
  expect(JSON.parse(text).entry[0].content.version).toMatch(/^\d+\.\d+\.\d+$/);
  const protocol = await new Promise((done, fail) => {
    const socket = connect({ port: splunkd.port, rejectUnauthorized: false }, () => {
      done(socket.getProtocol());
      socket.destroy();
    });
    socket.on("error", fail);
  });
  expect(protocol).toBe("TLSv1.2");
});

it("makes its certificate once, and lets nobody else read the key", async () => {
  const cacheFolder = tempFolder();
  for (let turn = 0; turn < 2; turn += 1) {
    await using splunkd = await startStandIn({ cacheFolder });
    expect((await askSplunkd(splunkd, "GET", INFO)).status).toBe(200);
  }
  const { readdirSync } = await import("node:fs");
  const files = readdirSync(cacheFolder);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(statSync(join(cacheFolder, file)).mode & 0o077).toBe(0);
});

it.each([
  ["Basic", (_key: string) => `Basic ${Buffer.from("admin:changeme").toString("base64")}`, 401],
  ["Splunk", (key: string) => `Splunk ${key}`, 200],
  ["Bearer", (key: string) => `Bearer ${key}`, 200],
  ["a wrong key", () => "Splunk nobody-knows-me", 401],
  ["none", () => null, 401],
])(
  "takes its session key as Splunk and Bearer alike, and nobody else's: %s",
  async (_n, make, status) => {
    await using splunkd = await startStandIn();
    const authorization = make(splunkd.sessionKey);
    expect(
      await askSplunkd(splunkd, "GET", "/services/apps/local", { authorization }),
    ).toMatchObject({ status });
  },
);

it("logs in for a key and a cookie, and repeats the cookie", async () => {
  await using splunkd = await startStandIn({
    fixtures: { users: [{ name: "Ann", password: "s3cret é", roles: ["user"] }] },
  });
  const login = (password: string): Promise<Awaited<ReturnType<typeof askSplunkd>>> =>
    askSplunkd(splunkd, "POST", "/services/auth/login", {
      authorization: null,
      // What the label says does not matter to splunkd.
      headers: { "Content-Type": "application/json" },
      body: new URLSearchParams({ username: "aNN", password, cookie: "1" }),
    });
  expect(await login("")).toMatchObject({
    status: 401,
    text: expect.stringContaining("Login failed"),
  });
  const { status, headers, text } = await login("s3cret é");
  expect(status).toBe(200);
  expect(text).toMatch(/<sessionKey>[^<]+<\/sessionKey>/);
  const [cookie = ""] = (headers["set-cookie"] as string[])[0]?.split(";") ?? [];
  expect(cookie).toMatch(/^splunkd_\d+=/);
  const again = await askSplunkd(
    splunkd,
    "GET",
    "/services/authentication/current-context?output_mode=json",
    { authorization: null, headers: { Cookie: `other=1; ${cookie}` } },
  );
  expect(JSON.parse(again.text).entry[0].content.username).toBe("ann");
  expect(String(again.headers["set-cookie"])).toContain(cookie);
});

it.each([
  "a b",
  "a/b",
  "a+b",
  "a:b",
  "a\\b",
  "%EC%8E",
  "é ✓ 日本",
  "<x> & 'y'",
  "!@#$%^&*()_+{}|<>?",
])("keeps the credential of %j through every spelling of its path", async (name) => {
  await using splunkd = await startStandIn();
  const body = new URLSearchParams({ name, password: "p w\u00e9", realm: "r" });
  expect((await askSplunkd(splunkd, "POST", PASSWORDS, { body })).status).toBe(201);
  expect((await askSplunkd(splunkd, "POST", PASSWORDS, { body })).status).toBe(409);
  const listed = JSON.parse(
    (await askSplunkd(splunkd, "GET", `${PASSWORDS}?output_mode=json&count=0`)).text,
  );
  const [entry] = listed.entry;
  expect(entry.content).toMatchObject({ username: name, realm: "r", clear_password: "p w\u00e9" });
  const plus = encodeURIComponent(entry.name).replaceAll("%20", "+");
  for (const path of [
    `${PASSWORDS}/${encodeURIComponent(entry.name)}`,
    `${PASSWORDS}//${plus}/`,
    entry.links.alternate as string,
    `/servicesNS/nobody/search/admin/passwords/${encodeURIComponent(entry.name)}`,
  ]) {
    const one = await askSplunkd(splunkd, "GET", `${path}?output_mode=json`);
    expect(JSON.parse(one.text).entry[0].content.clear_password).toBe("p w\u00e9");
    expect(XMLValidator.validate((await askSplunkd(splunkd, "GET", path)).text)).toBe(true);
  }
  expect((await askSplunkd(splunkd, "DELETE", entry.links.remove as string)).status).toBe(200);
  expect((await askSplunkd(splunkd, "GET", entry.links.alternate as string)).status).toBe(404);
});

it("says in splunkd's words that a user may not read credentials", async () => {
  await using splunkd = await startStandIn({
    user: "analyst",
    fixtures: {
      credentials: [{ username: "api", password: "x" }],
      users: [{ name: "analyst", roles: ["user"] }],
    },
  });
  const { status, text } = await askSplunkd(splunkd, "GET", PASSWORDS);
  expect(status).toBe(403);
  expect(text).toContain("list_storage_passwords");
});

it("shows a private object to its owner alone", async () => {
  await using splunkd = await startStandIn({
    fixtures: {
      users: [
        { name: "ann", password: "a", roles: ["admin"] },
        { name: "bob", password: "b", roles: ["admin"] },
      ],
    },
  });
  const as = (name: string) => ({
    authorization: `Basic ${Buffer.from(`${name}:${name[0]}`).toString("base64")}`,
  });
  const path = (owner: string): string => `/servicesNS/${owner}/search/configs/conf-memo`;
  const body = new URLSearchParams({ name: "mine", colour: "red" });
  expect((await askSplunkd(splunkd, "POST", path("ann"), { ...as("ann"), body })).status).toBe(201);
  expect((await askSplunkd(splunkd, "GET", `${path("ann")}/mine`, as("ann"))).status).toBe(200);
  expect((await askSplunkd(splunkd, "GET", `${path("bob")}/mine`, as("bob"))).status).toBe(404);
});

it("pages, sorts and searches what it lists", async () => {
  await using splunkd = await startStandIn({
    fixtures: {
      credentials: ["c", "a", "b"].map((username) => ({
        username,
        realm: `r-${username}`,
        password: "x",
      })),
    },
  });
  const names = async (query: string): Promise<unknown> => {
    const { text } = await askSplunkd(
      splunkd,
      "GET",
      `/servicesNS/-/-/storage/passwords?output_mode=json&${query}`,
    );
    const { entry, paging } = JSON.parse(text);
    return [
      entry.map(({ content }: { content: { username: string } }) => content.username).join(""),
      paging.total,
    ];
  };
  expect(await names("")).toEqual(["abc", 3]);
  expect(await names("count=2&offset=1")).toEqual(["bc", 3]);
  expect(await names("sort_dir=desc&count=1")).toEqual(["c", 3]);
  expect(await names("search=realm%3Dr-b")).toEqual(["b", 1]);
});

it("tells of every request, and of endpoints that nobody plays", async () => {
  await using splunkd = await startStandIn();
  const { status, text } = await askSplunkd(splunkd, "GET", "/services/no/such?a=1");
  expect(status).toBe(404);
  expect(text).toContain("Not Found");
  expect(splunkd.requests).toMatchObject([
    {
      method: "GET",
      path: "/services/no/such",
      query: "a=1",
      status: 404,
      user: "admin",
      known: false,
    },
  ]);
});

it("reads what the add-on has in its .conf layers, and takes writes to them", async () => {
  const writes: unknown[] = [];
  await using splunkd = await startStandIn({
    addon: loadAddonFromTree(
      literalTree({
        "default/app.conf": "[package]\nid = memo\n",
        "default/memo.conf": "[one]\nkey = default\nother = 1\n",
        "local/memo.conf": "[one]\nkey = local\n",
      }),
    ),
    onConfWrite: (write) => writes.push(write),
  });
  const stanza = "/servicesNS/nobody/memo/configs/conf-memo/one";
  const shown = await askSplunkd(splunkd, "GET", `${stanza}?output_mode=json`);
  expect(JSON.parse(shown.text).entry[0].content).toMatchObject({ key: "local", other: "1" });
  await askSplunkd(splunkd, "POST", stanza, { body: "key=new" });
  const value = await askSplunkd(splunkd, "GET", "/servicesNS/nobody/memo/properties/memo/one/key");
  expect(value.text).toBe("new");
  expect(writes).toMatchObject([
    { conf: "memo", app: "memo", stanza: "one", settings: { key: "new" } },
  ]);
  const { status } = await askSplunkd(splunkd, "GET", "/services/properties/not_there");
  expect(status).toBe(404);
});

it("sets the banner of all pages", async () => {
  await using splunkd = await startStandIn();
  const path = "/servicesNS/nobody/system/data/ui/global-banner/BANNER_MESSAGE_SINGLETON";
  const body = "global_banner.visible=true&global_banner.message=hello";
  expect((await askSplunkd(splunkd, "POST", path, { body })).status).toBe(200);
  const shown = await askSplunkd(splunkd, "GET", `${path}?output_mode=json`);
  expect(JSON.parse(shown.text).entry[0].content).toMatchObject({
    "global_banner.message": "hello",
  });
});

it("refuses a port that is taken", async () => {
  await using first = await startStandIn();
  await expect(startStandIn({ port: first.port })).rejects.toMatchObject({
    code: "SPLUNKD_PORT_TAKEN",
  });
});

it("asks who comes with no credentials for a name and a password, but not who comes with wrong ones", async () => {
  await using splunkd = await startStandIn();
  const challenge = async (authorization: string | null) =>
    (await askSplunkd(splunkd, "GET", "/services/server/info", { authorization })).headers[
      "www-authenticate"
    ];
  expect(await challenge(null)).toBe('Basic realm="/splunk"');
  expect(await challenge("Splunk nobody-knows-me")).toBeUndefined();
});

it.each([
  ["0.0.0.0", "https://127.0.0.1:"],
  ["localhost", "https://localhost:"],
  ["::1", "https://[::1]:"],
])("listens on %s, and says where it is reached", async (host, uri) => {
  const hasSuch = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === host),
  );
  if (host === "::1" && !hasSuch) return;
  await using splunkd = await startStandIn({ host, hecPort: 0 });
  expect(splunkd.uri).toBe(`${uri}${splunkd.port}`);
  expect(splunkd.hecUri).toMatch(uri);
  const { hostname, port } = new URL(splunkd.uri);
  const status = await new Promise((done, fail) =>
    get(
      {
        hostname: hostname.replace(/^\[|\]$/g, ""),
        port,
        path: "/services",
        rejectUnauthorized: false,
      },
      (answer) => done(answer.resume().statusCode),
    ).on("error", fail),
  );
  expect(status).toBe(401);
});

it("tells a time that was asked for as what it is, whatever it looks like", async () => {
  await using splunkd = await startStandIn({ now: () => Date.UTC(2026, 0, 31, 12) });
  const times = new URLSearchParams([
    ["time", "-1d@d"],
    ["time", "now"],
  ]);
  const path = `/services/search/timeparser?${times.toString()}`;
  const { text } = await askSplunkd(splunkd, "GET", path);
  expect(XMLValidator.validate(text)).toBe(true);
  expect(text).toContain('<key name="-1d@d">2026-01-30T00:00:00.000+00:00</key>');
});
