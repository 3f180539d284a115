import { join } from "node:path";
import { expect, it } from "vitest";
import type { Addon } from "../../../../src/addon/addon.ts";
import { loadAddon, startSplunkd, type Splunkd } from "../../../../src/index.ts";
import { RestError } from "../../../../src/splunkd/model/rest-error.ts";
import { Journal, type Write } from "../../../../src/splunkd/store/state/journal.ts";
import { type InjectedSplunkd, injectSplunkd } from "../../../support/splunkd/inject-splunkd.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const NS = "/servicesNS/nobody/search";
const ROWS = `${NS}/storage/collections/data/notes`;

/** What is read back: an entry of a list, or a row. */
const READ = [
  "/servicesNS/-/-/storage/passwords",
  "/servicesNS/-/-/saved/searches",
  "/servicesNS/-/-/configs/conf-props",
  `${NS}/properties/mine`,
  "/services/server/settings",
  "/services/authorization/tokens",
  "/services/apps/local",
  "/servicesNS/-/-/data/indexes",
  "/services/authentication/users",
  `${NS}/search/tags`,
];

interface Shown {
  readonly name: string;
  readonly acl: unknown;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Each request is an event of _internal, which the indexes count; each start has a port of its own. */
function settled(content: Shown["content"]): [string, unknown][] {
  return Object.entries(content).filter(([name]) => !/EventCount|SizeMB|Time$|Port$/.test(name));
}

async function stateOf(splunkd: Splunkd): Promise<unknown[]> {
  const lists = READ.map(async (path) => {
    const { status, text } = await askSplunkd(splunkd, "GET", `${path}?output_mode=json&count=0`);
    const { entry = [] } = JSON.parse(text) as { entry?: readonly Shown[] };
    return [path, status, entry.map(({ name, acl, content }) => [name, acl, settled(content)])];
  });
  const { text } = await askSplunkd(splunkd, "GET", ROWS);
  return [...(await Promise.all(lists)), JSON.parse(text)];
}

const WRITES: readonly (readonly [method: string, path: string, form?: Record<string, string>])[] =
  [
    ["POST", `${NS}/storage/passwords`, { name: "new", password: "p" }],
    ["POST", `${NS}/storage/passwords/:old:`, { password: "changed" }],
    ["DELETE", `${NS}/storage/passwords/:old:`],
    ["POST", `${NS}/saved/searches`, { name: "new", search: "index=a" }],
    ["POST", `${NS}/saved/searches/old`, { search: "index=b" }],
    ["POST", `${NS}/saved/searches/old/disable`],
    ["POST", `${NS}/saved/searches/old/acl`, { owner: "admin", sharing: "user" }],
    ["DELETE", `${NS}/saved/searches/old`],
    ["POST", `${NS}/configs/conf-props`, { name: "new", TRUNCATE: "1" }],
    ["POST", `${NS}/properties/props/old/TRUNCATE`, { value: "2" }],
    ["POST", `${NS}/properties`, { __conf: "mine" }],
    ["POST", "/services/server/settings/settings", { host: "changed" }],
    ["POST", "/services/authorization/tokens", { name: "admin", audience: "mine" }],
    ["POST", "/services/apps/local", { name: "new_app" }],
    ["POST", "/services/apps/local/old_app", { label: "changed" }],
    ["DELETE", "/services/apps/local/old_app"],
    ["POST", "/services/data/indexes", { name: "new_index" }],
    [
      "POST",
      "/services/authentication/users",
      { name: "ann", password: "secret12", roles: "user" },
    ],
    ["POST", `${NS}/search/tags/mine`, { add: "host::web01" }],
    ["DELETE", `${ROWS}/old`],
  ];

async function send(
  splunkd: Splunkd,
  [method, path, form]: (typeof WRITES)[number],
): Promise<number> {
  const asking = form === undefined ? {} : { body: new URLSearchParams(form) };
  return (await askSplunkd(splunkd, method, path, asking)).status ?? 0;
}

async function fill(splunkd: Splunkd): Promise<void> {
  const made: typeof WRITES = [
    ["POST", `${NS}/storage/passwords`, { name: "old", password: "p" }],
    ["POST", `${NS}/saved/searches`, { name: "old", search: "index=old" }],
    ["POST", `${NS}/configs/conf-props`, { name: "old", TRUNCATE: "9" }],
    ["POST", "/services/apps/local", { name: "old_app" }],
  ];
  for (const write of made) expect(await send(splunkd, write)).toBe(201);
}

const fixtures = { collections: { "search/notes": [{ _key: "old", n: 1 }] } };

/** A disk that is full, as the journal meets it. */
const full = (): never => {
  throw new RestError(503, "no space left on device");
};

it("has not done what it refused, whatever was written", async () => {
  const persist = join(tempFolder(), "state.json");
  let before: unknown[];
  {
    await using splunkd = await startSplunkd({ persist, fixtures });
    await fill(splunkd);
    before = await stateOf(splunkd);
    const { store } = await splunkd.open();
    const { keep } = store.journal;
    for (const write of WRITES) {
      store.journal.keep = full;
      expect([write, await send(splunkd, write)]).toEqual([write, 503]);
      expect(await stateOf(splunkd)).toEqual(before);
      store.journal.keep = keep;
    }
    // A row in the place of another, and a new one.
    store.journal.keep = full;
    for (const body of ['{"_key":"old","n":2}', '{"_key":"new"}'])
      await askSplunkd(splunkd, "POST", `${ROWS}/batch_save`, { body: `[${body}]` });
    expect(await stateOf(splunkd)).toEqual(before);
    store.journal.keep = keep;
  }
  await using again = await startSplunkd({ persist, fixtures });
  expect(await stateOf(again)).toEqual(before);
});

it("leaves a row in its place where its removal was refused", async () => {
  const rows = ["a", "b", "c"].map((_key) => ({ _key }));
  await using splunkd = await startSplunkd({
    persist: join(tempFolder(), "state.json"),
    fixtures: { collections: { "search/notes": rows } },
  });
  const keys = async (): Promise<string[]> =>
    (JSON.parse((await askSplunkd(splunkd, "GET", ROWS)).text) as { _key: string }[]).map(
      ({ _key }) => _key,
    );
  const { collections, journal } = (await splunkd.open()).store;
  const { keep } = journal;
  journal.keep = full;
  expect(await send(splunkd, ["DELETE", `${ROWS}/a`])).toBe(503);
  expect(await send(splunkd, ["DELETE", ROWS])).toBe(503);
  expect(await send(splunkd, ["POST", `${ROWS}/batch_save`])).toBe(400);
  const body = '[{"_key":"new"}]';
  expect(await askSplunkd(splunkd, "POST", `${ROWS}/batch_save`, { body })).toMatchObject({
    status: 503,
  });
  expect(await keys()).toEqual(["a", "b", "c"]);
  journal.keep = keep;
  expect(await send(splunkd, ["DELETE", `${ROWS}/a`])).toBe(200);
  expect(await keys()).toEqual(["b", "c"]);
  expect(new Map(collections.sizes()).get("search/notes")).toBe(2);
  expect((await askSplunkd(splunkd, "POST", ROWS, { body: '{"_key":"a"}' })).status).toBe(201);
  expect(await keys()).toEqual(["b", "c", "a"]);
});

/** A promise, and what resolves it. */
function gate<T>(): { readonly open: (value: T) => void; readonly passed: Promise<T> } {
  let open: (value: T) => void = () => {};
  const passed = new Promise<T>((done) => (open = done));
  return { open, passed };
}

it("takes a write that was on its way, and had changed nothing, while that of another was refused", async () => {
  const persist = join(tempFolder(), "state.json");
  const addon = loadAddon(tempFolder({ "default/app.conf": "[package]\nid = TA_late\n" }));
  const [asked, unpacked] = [gate<void>(), gate<Addon>()];
  const apps = async (splunkd: InjectedSplunkd): Promise<string> =>
    (await splunkd.inject("GET", "/services/apps/local?count=0")).text;
  {
    await using splunkd = injectSplunkd({
      persist,
      unpackApp() {
        asked.open();
        return unpacked.passed;
      },
    });
    const { journal } = splunkd.core.parts.store;
    const { keep } = journal;
    const form = { name: "/late.tgz", filename: "true" };
    const late = splunkd.inject("POST", "/services/apps/local", { form });
    await asked.passed;
    journal.keep = full;
    const refused = { form: { name: "other", password: "p" } };
    expect((await splunkd.inject("POST", `${NS}/storage/passwords`, refused)).status).toBe(503);
    journal.keep = keep;
    unpacked.open(addon);
    expect((await late).status).toBe(201);
    expect(await apps(splunkd)).toContain("<title>TA_late</title>");
  }
  await using again = injectSplunkd({ persist });
  expect(await apps(again)).toContain("<title>TA_late</title>");
});

it("refuses a write that lost what it had changed with that of another, and keeps no half of it", async () => {
  const lines: unknown[] = [];
  const journal = new Journal(() => []);
  const keepAll = (kept: readonly unknown[]): void => void lines.push(...kept);
  const late: Write = { lossesBefore: undefined };
  const values = new Set<string>();
  const change = (name: string): void => {
    journal.onUndo(() => values.delete(name));
    values.add(name);
    journal.add(["conf", name]);
  };
  journal.keep = full;
  const waits = gate<void>();
  let second: Promise<void> = Promise.resolve();
  journal.during(late, () => {
    change("first");
    second = waits.passed.then(() => change("second"));
  });
  journal.during({ lossesBefore: undefined }, () => change("other"));
  expect(() => journal.commit()).toThrow("no space left");
  journal.keep = keepAll;
  waits.open();
  await expect(second).rejects.toMatchObject({ status: 503 });
  expect(() => journal.checkKept(late)).toThrow("send it again");
  journal.commit();
  expect([[...values], lines]).toEqual([[], []]);
});

it("goes on once there is room again", async () => {
  const persist = join(tempFolder(), "state.json");
  const [create = ["POST", ""]] = WRITES;
  {
    await using splunkd = await startSplunkd({ persist, fixtures });
    const { journal } = (await splunkd.open()).store;
    const { keep } = journal;
    journal.keep = full;
    expect(await send(splunkd, create)).toBe(503);
    journal.keep = keep;
    expect(await send(splunkd, create)).toBe(201);
  }
  await using again = await startSplunkd({ persist, fixtures });
  const { text } = await askSplunkd(again, "GET", "/servicesNS/-/-/storage/passwords");
  expect(text.match(/<title>:new:<\/title>/g)).toHaveLength(1);
});
