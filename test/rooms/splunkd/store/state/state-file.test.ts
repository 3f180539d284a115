import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { HEAD_BYTES, headLine } from "../../../../../src/splunkd/store/state/read-state.ts";
import { StateFile } from "../../../../../src/splunkd/store/state/state-file.ts";
import { startStandIn, type Splunkd } from "../../../../../src/splunkd/start-stand-in.ts";
import type { StateLine } from "../../../../../src/splunkd/store/state/saved-state.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const NS = "/servicesNS/nobody/search";
const ROWS = `${NS}/storage/collections/data/notes`;

function newFile(): string {
  return join(tempFolder(), "state.json");
}

function row(key: string): StateLine {
  return ["row", "search/notes", { _key: key, _user: "nobody" }];
}

/** A file with these rows, closed. */
function fileWith(...keys: readonly string[]): string {
  const path = newFile();
  const { file } = StateFile.open(path);
  file.append(keys.map(row), () => []);
  file.close();
  return path;
}

function rowsIn(path: string): string[] {
  const { file, saved } = StateFile.open(path);
  file.close();
  return [...(saved.collections.get("search/notes")?.all() ?? [])].map(({ _key }) => _key);
}

async function post(splunkd: Splunkd, path: string, form: Record<string, string>): Promise<number> {
  const body = new URLSearchParams(form);
  return (await askSplunkd(splunkd, "POST", path, { body })).status ?? 0;
}

async function entries(
  splunkd: Splunkd,
  path: string,
): Promise<{ name: string; content: Record<string, unknown> }[]> {
  const { text } = await askSplunkd(splunkd, "GET", `${path}?output_mode=json&count=0`);
  return JSON.parse(text).entry;
}

it("keeps what was made, changed, moved and removed, and nothing that was not", async () => {
  const persist = newFile();
  const fixtures = {
    credentials: [
      { username: "kept", password: "old" },
      { username: "gone", password: "x" },
    ],
    collections: { "search/notes": [{ _key: "a" }, { _key: "b" }] },
  };
  {
    await using splunkd = await startStandIn({ persist, fixtures });
    await post(splunkd, `${NS}/storage/passwords`, { name: "made", password: "p" });
    await askSplunkd(splunkd, "DELETE", `${NS}/storage/passwords/%3Agone%3A`);
    await post(splunkd, `/servicesNS/admin/search/saved/searches`, { name: "moved", search: "x" });
    const acl = { owner: "admin", sharing: "app" };
    expect(await post(splunkd, `/servicesNS/admin/search/saved/searches/moved/acl`, acl)).toBe(200);
    await post(splunkd, `${NS}/configs/conf-mine`, { name: "s", k: "v" });
    await post(splunkd, `${NS}/properties/mine/s/k`, { value: "w" });
    await post(splunkd, `${NS}/properties`, { __conf: "empty" });
    await post(splunkd, "/services/server/settings/settings", { host: "told" });
    await askSplunkd(splunkd, "DELETE", `${ROWS}/a`);
    await askSplunkd(splunkd, "POST", ROWS, { body: '{"_key":"c"}' });
    await post(splunkd, "/services/authorization/tokens", { name: "admin", audience: "mine" });
  }
  const again = {
    ...fixtures,
    credentials: [
      { username: "kept", password: "new" },
      { username: "gone", password: "x" },
    ],
  };
  await using splunkd = await startStandIn({ persist, fixtures: again });
  const passwords = await entries(splunkd, "/servicesNS/-/-/storage/passwords");
  expect(passwords.map(({ content }) => [content["username"], content["clear_password"]])).toEqual([
    ["kept", "new"],
    ["made", "p"],
  ]);
  const moved = await entries(splunkd, `${NS}/saved/searches/moved`);
  expect(moved[0]).toMatchObject({ acl: { owner: "admin", sharing: "app" } });
  expect((await askSplunkd(splunkd, "GET", `${NS}/properties/mine/s/k`)).text).toBe("w");
  expect((await askSplunkd(splunkd, "GET", `${NS}/properties/empty`)).status).toBe(200);
  const settings = await entries(splunkd, "/services/server/settings");
  expect(settings[0]?.content["host"]).toBe("told");
  const rows = JSON.parse((await askSplunkd(splunkd, "GET", ROWS)).text) as { _key: string }[];
  expect(rows.map(({ _key }) => _key)).toEqual(["b", "c"]);
  expect(await entries(splunkd, "/services/authorization/tokens")).toHaveLength(1);
});

/** Each is the last that is asked before the end: nothing that follows writes it along. */
it.each<[what: string, path: string, form: Record<string, string>, told: string, value: unknown]>([
  [
    "a setting of the server",
    "/services/server/settings/settings",
    { host: "told" },
    "/services/server/settings#host",
    "told",
  ],
  [
    "the tag of a value",
    `${NS}/search/tags/mine`,
    { add: "host::web01" },
    `${NS}/search/tags/mine#values`,
    ["host::web01"],
  ],
  [
    "the one stanza of SSL",
    "/services/data/inputs/tcp/ssl/any",
    { rootCA: "mine.pem" },
    "/services/data/inputs/tcp/ssl#rootCA",
    "mine.pem",
  ],
  [
    "a setting of [default]",
    `${NS}/properties/props/default`,
    { mine: "1" },
    `${NS}/configs/conf-props/default#mine`,
    "1",
  ],
])("keeps %s", async (_what, path, form, told, value) => {
  const persist = newFile();
  const [address = "", key = ""] = told.split("#");
  for (const isFirst of [true, false]) {
    await using splunkd = await startStandIn({ persist });
    if (isFirst) expect(await post(splunkd, path, form)).toBeLessThan(300);
    const [entry] = await entries(splunkd, address);
    expect(entry?.content[key]).toEqual(value);
  }
});

it("keeps a password that its user changed", async () => {
  const persist = newFile();
  const login = { username: "admin", password: "a-new-one" };
  for (const isFirst of [true, false]) {
    await using splunkd = await startStandIn({ persist });
    const path = "/services/authentication/changepassword/admin";
    if (isFirst) expect(await post(splunkd, path, { password: login.password })).toBe(200);
    expect(await post(splunkd, "/services/auth/login", login)).toBe(200);
  }
});

it("is left alone by what a restart does when all is closed", async () => {
  const persist = newFile();
  const splunkd = await startStandIn({ persist });
  const message = { name: "restart_required", value: "now", severity: "warn" };
  await post(splunkd, "/services/messages", message);
  await post(splunkd, "/services/server/control/restart", {});
  const { store } = await splunkd.open();
  await splunkd.close();
  const before = readFileSync(persist);
  for (const one of store.bucket("messages").named("restart_required"))
    store.remove("messages", one);
  expect(readFileSync(persist)).toEqual(before);
});

it.each<[string, (path: string) => void, string]>([
  [
    "cut in the middle",
    (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
    "is cut",
  ],
  ["cut by one byte", (path) => truncateSync(path, statSync(path).size - 1), "is cut"],
  ["cut at the end of a line", (path) => truncateSync(path, HEAD_BYTES), "is cut"],
  ["cut in its head", (path) => truncateSync(path, 20), "has not even a head"],
  ["empty", (path) => truncateSync(path, 0), "has not even a head"],
  ["somebody else's", (path) => writeFileSync(path, '{"a":1}\n'), "is no state of ar-sim"],
  ["a picture", (path) => writeFileSync(path, Buffer.alloc(500, 0x89)), "is no state of ar-sim"],
  [
    "damaged within",
    (path) => writeFileSync(path, readFileSync(path, "utf8").replace('["row"', '["r\u0000w"')),
    "is damaged in line 2",
  ],
  [
    "a line of no kind",
    (path) => writeFileSync(path, readFileSync(path, "utf8").replace('["row"', '["wor"')),
    "is damaged in line 2",
  ],
])("refuses a file that is %s, and leaves it as it is", async (_name, spoil, told) => {
  const path = fileWith("a", "b");
  spoil(path);
  const before = readFileSync(path);
  await expect(startStandIn({ persist: path })).rejects.toMatchObject({
    code: "SPLUNKD_BAD_STATE",
    message: expect.stringContaining(told),
    where: { file: path },
  });
  expect(readFileSync(path)).toEqual(before);
  expect(readdirSync(dirname(path))).toEqual(["state.json"]);
});

it("takes what came behind the last answered change for never said", () => {
  const path = fileWith("a");
  appendFileSync(path, '["row","search/notes",{"_key":"half');
  expect(rowsIn(path)).toEqual(["a"]);
});

it("refuses a folder, a file in no folder, and one that is open already", async () => {
  const folder = tempFolder();
  expect(() => StateFile.open(folder)).toThrow("is a folder");
  expect(() => StateFile.open(join(folder, "no/such/state.json"))).toThrow("there is no folder");
  const path = join(folder, "state.json");
  await using splunkd = await startStandIn({ persist: path });
  await expect(startStandIn({ persist: path })).rejects.toThrow(
    `is in use by process ${process.pid}`,
  );
  expect(splunkd.port).toBeGreaterThan(0);
});

it("is free again when who had it open is gone", () => {
  const path = fileWith("a");
  const text = readFileSync(path, "utf8").slice(HEAD_BYTES);
  const bytes = HEAD_BYTES + text.length;
  const write = (pid: number, seen: number): void =>
    writeFileSync(path, headLine({ bytes, pid, seen }) + text);
  write(process.ppid, Date.now());
  expect(() => StateFile.open(path)).toThrow("is in use");
  write(process.ppid, Date.now() - 3_600_000);
  expect(rowsIn(path)).toEqual(["a"]);
  write(2 ** 22 + 1, Date.now());
  expect(rowsIn(path)).toEqual(["a"]);
});

it("writes itself anew when most of it is out of date, through a link, for its user alone", () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "real"));
  symlinkSync(join(folder, "real/state.json"), join(folder, "link"));
  const path = join(folder, "link");
  const { file } = StateFile.open(path);
  const large = "x".repeat(300_000);
  const line: StateLine = ["row", "search/notes", { _key: "a", _user: "nobody", large }];
  for (let turn = 0; turn < 20; turn += 1) file.append([line], () => [line]);
  file.close();
  expect(statSync(path).size).toBeLessThan(2_000_000);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(readdirSync(join(folder, "real"))).toEqual(["state.json"]);
  expect(rowsIn(path)).toEqual(["a"]);
});

it("is there again when somebody moves it away", () => {
  const path = newFile();
  const { file } = StateFile.open(path);
  file.append([row("a")], () => [row("a")]);
  renameSync(path, `${path}.old`);
  writeFileSync(`${path}.old`, "");
  const all = (): StateLine[] => [row("a"), row("b")];
  chmodSync(`${path}.old`, 0o600);
  file.append([row("b")], all);
  file.close(all);
  expect(existsSync(`${path}.old`)).toBe(true);
});
