// Endpoints with all that belongs to them: each verb, with and without a namespace, as JSON and as XML.
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import type { SplunkdOptions } from "../../../../src/splunkd/instance/settings.ts";
import { injectEntries } from "../../../support/splunkd/inject-entries.ts";
import type { Asking } from "../../../support/splunkd/inject-splunkd.ts";

/** `path` is below /services, or from the root. */
function asking(options: SplunkdOptions = {}) {
  const splunkd = injectEntries(options);
  const raw = (method: string, path: string, how: Asking = {}) =>
    splunkd.inject(method, path.startsWith("/") ? path : `/services/${path}`, how);
  return { ...splunkd, raw, [Symbol.asyncDispose]: () => splunkd[Symbol.asyncDispose]() };
}

const NAMES = ["_hidden", "alpha", "beta_1", "beta_2", "macro(1)"];

it.each([
  ["NOT name=_*", ["alpha", "beta_1", "beta_2", "macro(1)"]],
  ["NOT (name=_* OR name=alpha)", ["beta_1", "beta_2", "macro(1)"]],
  ["(name=alpha OR name=beta*) AND NOT(name=*_2)", ["alpha", "beta_1"]],
  ["name=beta* name=*_1 OR name=*_2", ["beta_1", "beta_2"]],
  ["name=macro(1)", ["macro(1)"]],
  ['NOT name="beta_1" (v=two OR (v=three))', ["beta_2", "macro(1)"]],
  ["NOT NOT v=one", ["_hidden", "alpha"]],
  ["NOT", NAMES],
  ["*", NAMES],
  ["NOT *", []],
  ["v=o\\ne", ["_hidden", "alpha"]],
])("filters a list by search=%s", async (search, names) => {
  await using splunkd = asking();
  const values = ["one", "one", "two", "two", "three"];
  for (const [at, name] of NAMES.entries())
    await splunkd.ask("POST", "configs/conf-mine", { name, v: values[at] ?? "" });
  const query = `configs/conf-mine?search=${encodeURIComponent(search)}`;
  expect((await splunkd.ask("GET", query)).names).toEqual(names);
});

it("refuses a filter with brackets too deep to follow", async () => {
  await using splunkd = asking();
  const { status } = await splunkd.ask("GET", `apps/local?search=${"(".repeat(10_000)}x`);
  expect(status).toBe(400);
});

it("takes a message at messages/new, and tells of it by its name", async () => {
  await using splunkd = asking();
  for (const [root, name] of [
    ["messages", "one"],
    ["/servicesNS/nobody/search/messages", "two"],
  ] as const) {
    const made = await splunkd.ask("POST", `${root}/new`, {
      name,
      value: "text",
      severity: "warn",
    });
    expect([made.status, made.names]).toEqual([201, [name]]);
    expect((await splunkd.ask("GET", `${root}/${name}`)).content).toMatchObject({
      message: "text",
    });
  }
  const xml = await splunkd.raw("POST", "messages/new", { form: { name: "three", value: "v" } });
  expect([xml.status, xml.text]).toEqual([201, expect.stringContaining("<title>three</title>")]);
  expect((await splunkd.ask("POST", "messages/new", { name: "four" })).status).toBe(400);
});

it("answers by its name each input that data/inputs/all lists", async () => {
  await using splunkd = asking();
  await splunkd.ask("POST", "data/inputs/monitor", { name: "/var/log/mine" });
  await splunkd.ask("POST", "data/inputs/udp", { name: "9900" });
  const { text } = await splunkd.ask("GET", "data/inputs/all");
  const { entry } = JSON.parse(text);
  expect(entry.length).toBeGreaterThan(2);
  for (const { name, links } of entry) {
    const one = await splunkd.ask("GET", links.alternate);
    expect([one.status, one.names]).toEqual([200, [name]]);
  }
  const spaced = "/servicesNS/nobody/search/data/inputs/all/9900";
  expect((await splunkd.ask("GET", spaced)).content).toMatchObject({ "eai:type": "udp" });
  expect((await splunkd.ask("GET", "data/inputs/all/nowhere")).status).toBe(404);
});

it.each(["mine", "http:%2F%2Fmine", "http%3A%2F%2Fmine"])(
  "rotates the token of %s",
  async (name) => {
    await using splunkd = asking();
    const { content: before } = await splunkd.ask("POST", "data/inputs/http", { name: "mine" });
    const path = `/servicesNS/nobody/splunk_httpinput/data/inputs/http/${name}`;
    const rotated = await splunkd.ask("POST", `${path}/rotate`);
    expect(rotated).toMatchObject({ status: 200, names: ["http://mine"] });
    expect(rotated.content["token"]).toMatch(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(rotated.content["token"]).not.toBe(before["token"]);
    const { content } = await splunkd.ask("GET", "data/inputs/http/mine");
    expect(content["token"]).toBe(rotated.content["token"]);
  },
);

it("rotates no token that there is none of", async () => {
  await using splunkd = asking();
  expect((await splunkd.ask("POST", "data/inputs/http/nowhere/rotate")).status).toBe(404);
  expect((await splunkd.ask("POST", "data/inputs/http/http/rotate")).status).toBe(400);
});

it.each(["bin/scripts/a.sh", "etc/apps/search/bin/a.py", "etc/system/bin/a.sh"])(
  "takes the script %s relative to SPLUNK_HOME",
  async (name) => {
    await using splunkd = asking();
    expect((await splunkd.ask("POST", "data/inputs/script", { name })).status).toBe(201);
    const path = `data/inputs/script/${encodeURIComponent(name)}`;
    expect((await splunkd.ask("GET", path)).names).toEqual([name]);
  },
);

it.each(["a.sh", "etc/apps/search/a.sh", "xbin/scripts/a.sh", "bin/scripts/../../a.sh"])(
  "refuses the script %s",
  async (name) => {
    await using splunkd = asking();
    expect((await splunkd.ask("POST", "data/inputs/script", { name })).status).toBe(400);
  },
);

it("changes how searches are distributed", async () => {
  await using splunkd = asking();
  const path = "search/distributed/config";
  expect((await splunkd.ask("GET", path)).names).toEqual(["distributedSearch"]);
  await splunkd.ask("POST", `${path}/distributedSearch`, { statusTimeout: "20" });
  const { content } = await splunkd.ask("GET", `${path}/distributedSearch`);
  expect(content).toMatchObject({ statusTimeout: "20", disabled: false });
  expect((await splunkd.ask("POST", `${path}/distributedSearch/disable`)).content).toMatchObject({
    disabled: true,
  });
});

it("makes, changes and removes license pools beside the one there is", async () => {
  await using splunkd = asking();
  const path = "licenser/pools";
  const form = { name: "small", quota: "10MB", stack_id: "enterprise", peers: "a,b" };
  expect((await splunkd.ask("POST", path, form)).status).toBe(201);
  expect((await splunkd.ask("GET", path)).names).toEqual([
    "auto_generated_pool_enterprise",
    "small",
  ]);
  await splunkd.ask("POST", `${path}/small`, { description: "mine", quota: "1GB" });
  const { content } = await splunkd.ask("GET", `${path}/small`);
  expect(content).toMatchObject({
    description: "mine",
    effective_quota: 2 ** 30,
    peers: ["a", "b"],
    used_bytes: 0,
  });
  expect((await splunkd.ask("POST", path, { name: "none" })).status).toBe(400);
  expect((await splunkd.ask("DELETE", `${path}/small`)).names).toEqual([
    "auto_generated_pool_enterprise",
  ]);
});

it("lists the actions that ran on a result", async () => {
  await using splunkd = asking();
  const log = (line: string, index = "cim_modactions") =>
    splunkd.raw("POST", `receivers/simple?index=${index}&sourcetype=modular_alerts:ping`, {
      body: `2025-10-09 08:00:0${line}`,
    });
  const ids = 'action_name="email" sid="1.2" rid="0" orig_sid="1.1" orig_rid="7" user="ann"';
  await log(
    `1 INFO sendmodaction - signature="Invoking modular action" ${ids} action_mode="adhoc"`,
  );
  await log(`2 INFO sendmodaction - signature="done" ${ids} action_status="success"`);
  await log(`3 INFO sendmodaction - signature="Invoking modular action" ${ids}`, "main");
  for (const [sid, rid, count] of [
    ["1.1", "7", 1],
    ["1.2", "0", 1],
    ["1.2", "7", 0],
    ['1"', "0", 0],
  ] as const) {
    const query = `alerts/modaction_invocations?sid=${encodeURIComponent(sid)}&rid=${rid}`;
    const { status, text } = await splunkd.raw("GET", query);
    const { success, responses, search_id: id } = JSON.parse(text);
    expect([status, success, responses.length, id]).toEqual([
      200,
      true,
      count,
      expect.stringMatching(/^\d+\.\d+$/),
    ]);
    if (count === 1)
      expect(responses[0]).toMatchObject({
        action_name: "email",
        action_mode: "adhoc",
        action_status: "success",
        sid: "1.2",
        rid: "0",
        user: "ann",
      });
  }
  expect((await splunkd.raw("GET", "alerts/modaction_invocations?sid=1.1")).status).toBe(400);
});

it.each(["gzip", "deflate", "GZIP"])("refuses a form in the coding %s", async (coding) => {
  await using splunkd = asking();
  const body = gzipSync("search=| makeresults").toString("latin1");
  const headers = { "content-encoding": coding };
  const { status, text } = await splunkd.raw("POST", "search/jobs", { body, headers });
  expect([status, text]).toEqual([415, expect.stringContaining(coding)]);
});

it("takes a form in the coding identity", async () => {
  await using splunkd = asking();
  const headers = { "content-encoding": "identity" };
  const how = { body: "search=|makeresults", headers };
  expect((await splunkd.raw("POST", "search/jobs", how)).status).toBe(201);
});

const globalConfig = {
  meta: { name: "TA_mine", restRoot: "ta_mine" },
  pages: {
    configuration: {
      tabs: [
        {
          name: "account",
          table: {},
          entity: [{ field: "username" }, { field: "password", encrypted: true }],
        },
      ],
    },
  },
};

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "appserver/static/js/build/globalConfig.json": JSON.stringify(globalConfig),
  }),
);

const REALM = "__REST_CREDENTIAL__#TA_mine#configs/conf-ta_mine_account";

it.each(["s3cret", "long".repeat(100), 'a"b:c\\d``'])(
  "answers an account of a UCC add-on whatever way it is read, secret %s",
  async (password) => {
    const accounts = { account: { main: { username: "me", password } } };
    await using splunkd = asking({ addon, fixtures: { accounts } });
    const ns = "/servicesNS/nobody/TA_mine";
    expect((await splunkd.ask("GET", `${ns}/properties/ta_mine_account`)).names).toContain("main");
    expect((await splunkd.ask("GET", "properties")).names).toContain("ta_mine_account");
    const key = await splunkd.raw("GET", `${ns}/properties/ta_mine_account/main/username`);
    expect([key.status, key.text]).toEqual([200, "me"]);
    const stanza = await splunkd.ask("GET", `${ns}/configs/conf-ta_mine_account/main`);
    expect(stanza.content).toMatchObject({ username: "me", password: "******" });
    const page = await splunkd.ask("GET", `${ns}/ta_mine_account/main?--cred--=1`);
    expect(page.content).toMatchObject({ username: "me", password });

    const all = JSON.parse((await splunkd.ask("GET", `${ns}/storage/passwords`)).text).entry;
    const parts = all.map(({ content }: { content: Record<string, string> }) => content);
    const names = parts.map(({ username }: { username: string }) => username);
    expect(names).toEqual(
      parts.map((_: unknown, at: number) => `main\`\`splunk_cred_sep\`\`${at + 1}`),
    );
    expect(new Set(parts.map(({ realm }: { realm: string }) => realm))).toEqual(new Set([REALM]));
    const texts = parts.map(({ clear_password: text }: { clear_password: string }) => text);
    expect(texts.pop()).toMatch(/^``splunk_cred_sep``S``splunk_cred_sep``P``/);
    expect(JSON.parse(texts.join(""))).toEqual({ password });
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(255);
  },
);

it("keeps the parts of a secret that grows shorter, and drops them with the account", async () => {
  await using splunkd = asking({ addon });
  const path = "/servicesNS/nobody/TA_mine/ta_mine_account";
  const secrets = async (): Promise<readonly string[]> =>
    (await splunkd.ask("GET", "/servicesNS/nobody/TA_mine/storage/passwords")).names;
  await splunkd.ask("POST", path, { name: "main", username: "me", password: "x".repeat(600) });
  expect((await secrets()).length).toBe(4);
  await splunkd.ask("POST", `${path}/main`, { password: "short" });
  expect((await secrets()).length).toBe(2);
  const { content } = await splunkd.ask("GET", `${path}/main?--cred--=1`);
  expect(content).toMatchObject({ password: "short" });
  expect((await splunkd.ask("GET", "properties/ta_mine_account")).status).toBe(200);
  await splunkd.ask("DELETE", `${path}/main`);
  expect(await secrets()).toEqual([]);
});

it("knows the user whose token a handler with passSystemAuth gets", async () => {
  await using splunkd = asking();
  const key = splunkd.core.parts.sessions.open("splunk-system-user");
  for (const authorization of [`Splunk ${key}`, `Bearer ${key}`]) {
    const get = async (path: string) => {
      const { status, text } = await splunkd.raw("GET", `${path}?output_mode=json`, {
        authorization,
      });
      return { status, content: JSON.parse(text).entry?.[0]?.content };
    };
    expect((await get("authentication/current-context")).content).toMatchObject({
      username: "splunk-system-user",
      roles: ["admin"],
      capabilities: expect.arrayContaining(["admin_all_objects"]),
    });
    for (const path of ["storage/passwords", "/servicesNS/nobody/search/configs/conf-inputs"])
      expect((await get(path)).status).toBe(200);
  }
  expect((await splunkd.ask("GET", "authentication/users")).names).not.toContain(
    "splunk-system-user",
  );
  const login = { username: "splunk-system-user", password: "Chang3d!" };
  expect((await splunkd.raw("POST", "auth/login", { form: login })).status).toBe(401);
});

it("keeps a bounded number of jobs, the newest", async () => {
  await using splunkd = asking();
  const { jobs } = splunkd.core.parts;
  await splunkd.raw("POST", "search/jobs", { form: { search: "| makeresults", id: "first" } });
  const job = jobs.find("first");
  for (let number = 0; number < 25_000; number++) jobs.add({ ...job, sid: `1.${number}` });
  expect(jobs.sids().length).toBeLessThanOrEqual(10_000);
  expect(jobs.has("1.24999")).toBe(true);
  expect(jobs.has("first")).toBe(false);
  for (let number = 0; number < 25_000; number++)
    jobs.add({ ...job, sid: `2.${number}`, state: { ...job.state, isSaved: true } });
  expect(jobs.sids().length).toBeLessThanOrEqual(10_000);
});
