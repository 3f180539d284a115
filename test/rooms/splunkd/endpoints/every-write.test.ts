// Every endpoint that writes: what was written is read back, and read back again after a restart. Who changes an entity
// without the store's one way to change it is found here, whatever the family.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, it } from "vitest";
import { STAGING } from "../../../../src/splunkd/instance/staged-file.ts";
import {
  type Asking,
  type InjectedSplunkd,
  injectSplunkd,
} from "../../../support/splunkd/inject-splunkd.ts";
import { playedRoutes } from "../../../support/splunkd/played-routes.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

type Form = Readonly<Record<string, string>>;

/** Writes, but nothing that outlives a start; or is tried elsewhere. By what its path begins with. */
const NOT_KEPT: Readonly<Record<string, string>> = {
  "/alerts/modaction_adhoc": "starts an action",
  "/alerts/modaction_invocations": "only reads",
  "/apps/appinstall": "takes a package: apps.test.ts",
  "/ar-sim/": "a run ends with its process",
  "/auth/login": "a session ends with the stand-in",
  "/authentication/httpauth-tokens/": "a session ends with the stand-in",
  "/data/inputs/:kind": "asks the script of an add-on: inputs.test.ts",
  "/data/inputs/oneshot": "events end with the stand-in",
  "/data/inputs/script/restart": "changes nothing",
  "/deployment/server/clients": "there are none: deployment.test.ts",
  "/public/v2/findings": "events end with the stand-in",
  "/receivers/": "events end with the stand-in",
  "/saved/searches/:name/acknowledge": "changes nothing",
  "/saved/searches/:name/dispatch": "a job ends with the stand-in",
  "/saved/searches/:name/notify": "changes nothing",
  "/saved/searches/:name/reschedule": "changes nothing",
  "/search/jobs": "a job ends with the stand-in",
  "/search/parser": "changes nothing",
  "/search/timeparser": "changes nothing",
  "/search/typeahead": "changes nothing",
  "/search/v1/": "a job ends with the stand-in",
  "/search/v2/": "a job ends with the stand-in",
  "/server/control/": "restarts",
  "/storage/collections/data/:collection/batch_find": "only reads",
  "/data/indexes/:name/roll-hot-buckets": "events end with the stand-in",
};

const LOOKUP = `$SPLUNK_HOME/${STAGING}/every.csv`;

/** A start tells its time. */
const now = (): number => 1_800_000_000_000;

const FIXTURES = { users: [{ name: "admin", password: "changeme", roles: ["admin"] }] };

/** What a create takes, where `name` alone is not enough. */
const CREATES: Readonly<Record<string, Form>> = {
  "/apps/local": { label: "Every" },
  "/authentication/users": { password: "changeme", roles: "user" },
  "/data/inputs/script": { name: "$SPLUNK_HOME/bin/scripts/every.sh" },
  "/data/inputs/tcp/cooked": { name: "9901" },
  "/data/inputs/tcp/raw": { name: "9902" },
  "/data/inputs/udp": { name: "9903" },
  "/data/lookup-table-files": { name: "every.csv", "eai:data": LOOKUP },
  "/data/outputs/tcp/default": { name: "tcpout", defaultGroup: "one" },
  "/data/outputs/tcp/group": { servers: "a:1" },
  "/data/outputs/tcp/server": { name: "a:9997" },
  "/data/props/calcfields": { name: "n", stanza: "every", value: "1" },
  "/data/props/extractions": { name: "n", stanza: "every", type: "EXTRACT", value: "(?<a>b)" },
  "/data/props/fieldaliases": { name: "n", stanza: "every", "alias.a": "b" },
  "/data/props/lookups": {
    name: "n",
    stanza: "every",
    transform: "t",
    "lookup.field.input.a": "a",
  },
  "/data/props/sourcetype-rename": { name: "every", value: "other" },
  "/data/transforms/extractions": { REGEX: "(a)" },
  "/data/transforms/lookups": { filename: "every.csv" },
  "/licenser/pools": { quota: "1GB", stack_id: "enterprise" },
  "/search/distributed/peers": { name: "a:8089", remoteUsername: "u", remotePassword: "p" },
  "/data/ui/alerts": { "eai:data": "<alert/>" },
  "/data/ui/views": { "eai:data": "<dashboard/>" },
  "/messages": { value: "text" },
  "/saved/eventtypes": { search: "a=b" },
  "/saved/searches": { search: "index=main" },
  "/server/httpsettings/proxysettings": { name: "proxyConfig" },
  "/storage/passwords": { password: "secret" },
};

/** What they are called then, where that is not `name`. */
const CALLED: Readonly<Record<string, string>> = {
  "/data/inputs/tcp/splunktcptoken": "splunktcptoken://every",
  "/data/props/calcfields": "every : EVAL-n",
  "/data/props/extractions": "every : EXTRACT-n",
  "/data/props/fieldaliases": "every : FIELDALIAS-n",
  "/data/props/lookups": "every : LOOKUP-n",
  "/storage/passwords": ":every:",
};

/** What an edit changes, where it takes no setting of any name. */
const EDITS: Readonly<Record<string, Form>> = {
  "/apps/local": { label: "Other" },
  "/authentication/users": { realname: "Other" },
  "/authorization/roles": { srchFilter: "index=main" },
  "/data/lookup-table-files": { "eai:data": LOOKUP },
  "/data/outputs/tcp/default": { defaultGroup: "two" },
  "/data/outputs/tcp/group": { servers: "b:2" },
  "/data/outputs/tcp/server": { method: "tcp" },
  "/data/models": { description: '{"displayName":"Other"}' },
  "/datamodel/model": { description: '{"displayName":"Other"}' },
  "/data/outputs/tcp/syslog": { priority: "1" },
  "/data/props/calcfields": { value: "2" },
  "/data/props/extractions": { value: "(?<c>d)" },
  "/data/props/fieldaliases": { "alias.a": "c" },
  "/data/props/lookups": { transform: "u" },
  "/data/props/sourcetype-rename": { value: "another" },
  "/data/transforms/extractions": { REGEX: "(b)" },
  "/licenser/pools": { quota: "2GB" },
  "/search/distributed/peers": { remoteUsername: "u", remotePassword: "other" },
  "/data/ui/alerts": { "eai:data": "<alert a='1'/>" },
  "/data/ui/views": { "eai:data": "<form/>" },
  "/saved/eventtypes": { search: "c=d" },
  "/saved/searches": { search: "index=_internal" },
  "/storage/passwords": { password: "other" },
};

interface Other {
  readonly write: readonly [method: string, path: string, asking?: Asking];
  readonly read: string;
}

const json = (value: unknown): Asking => ({
  body: JSON.stringify(value),
  headers: { "content-type": "application/json" },
});
const form = (fields: Form): Asking => ({ form: fields });
const INVESTIGATIONS = "/public/v2/investigations";
const CASE = `${INVESTIGATIONS}/ES-00001`;
/** Of the action and the sid. */
const HASH = createHash("sha1").update("as").digest("hex");
const ROWS = "/storage/collections/data/rows";
const INTEL = "/data/threat_intel/item/ip_intel";

/** Rows of the KV store, whoever keeps them there. */
const COLLECTIONS = "all rows";

const CLASSES = "/deployment/server/serverclasses";

/** Writes to what is no collection of entities, in their order. */
const OTHERS: readonly Other[] = [
  { write: ["POST", CLASSES, form({ name: "old" })], read: CLASSES },
  {
    write: ["POST", `${CLASSES}/rename`, form({ oldName: "old", newName: "new" })],
    read: CLASSES,
  },
  {
    write: ["POST", "/deployment/server/applications/mine", form({ serverclass: "new" })],
    read: "/deployment/server/applications",
  },
  {
    write: ["POST", "/messages/new", form({ name: "new", value: "text" })],
    read: "/messages/new",
  },
  {
    write: ["POST", "/data/inputs/http", form({ name: "turned" })],
    read: "/data/inputs/http/turned",
  },
  {
    write: ["POST", "/data/inputs/http/turned/rotate"],
    read: "/data/inputs/http/turned",
  },
  {
    write: ["POST", "/authentication/changepassword/every", form({ password: "changeme2" })],
    read: "/authentication/users/every",
  },
  {
    write: ["POST", "/server/logger/AdminManager", form({ level: "DEBUG" })],
    read: "/server/logger/AdminManager",
  },
  {
    write: [
      "POST",
      "/server/logger/AdminManager/acl",
      form({ owner: "nobody", sharing: "global" }),
    ],
    read: "/server/logger/AdminManager/acl",
  },
  { write: ["POST", "/server/settings", form({ minFreeSpace: "1" })], read: "/server/settings" },
  { write: ["POST", "/server/settings/settings", form({ pw: "1" })], read: "/server/settings" },
  {
    write: ["POST", "/data/inputs/tcp/ssl/any", form({ password: "x" })],
    read: "/data/inputs/tcp/ssl",
  },
  { write: ["POST", "/properties", form({ __conf: "everyfile" })], read: "/properties" },
  {
    write: ["POST", "/properties/everyfile", form({ __stanza: "s" })],
    read: "/properties/everyfile",
  },
  { write: ["POST", "/properties/everyfile/s", form({ k: "v" })], read: "/properties/everyfile/s" },
  {
    write: ["POST", "/properties/everyfile/s/k", form({ value: "w" })],
    read: "/properties/everyfile/s",
  },
  {
    write: ["POST", "/search/fields/host/tags", form({ value: "web", add: "front" })],
    read: "/search/fields/host/tags",
  },
  { write: ["POST", "/search/tags/back", form({ add: "host::db" })], read: "/search/tags" },
  { write: ["DELETE", "/search/tags/back"], read: "/search/tags" },
  {
    write: ["POST", "/saved/searches/every/suppress", form({ expiration: "1000000" })],
    read: "/saved/searches/every/suppress",
  },
  { write: ["POST", ROWS, json({ _key: "a", n: 1 })], read: ROWS },
  { write: ["POST", `${ROWS}/a`, json({ n: 2 })], read: ROWS },
  { write: ["POST", `${ROWS}/batch_save`, json([{ _key: "b" }, { _key: "c" }])], read: ROWS },
  { write: ["DELETE", `${ROWS}/b`], read: ROWS },
  { write: ["DELETE", `${ROWS}?query=${encodeURIComponent('{"_key":"c"}')}`], read: ROWS },
  { write: ["POST", INTEL, form({ item: '{"_key":"k","ip":"1.1.1.1"}' })], read: INTEL },
  { write: ["PUT", INTEL, form({ item: '{"_key":"k","ip":"2.2.2.2"}' })], read: INTEL },
  { write: ["DELETE", `${INTEL}/k`], read: INTEL },
  { write: ["POST", INTEL, form({ item: '{"_key":"l","ip":"1.1.1.1"}' })], read: INTEL },
  { write: ["DELETE", INTEL, form({ item: '{"_key":"l"}' })], read: INTEL },
  {
    write: ["POST", "/data/threat_intel/upload", json({ filename: "f", content: "c" })],
    read: COLLECTIONS,
  },
  { write: ["POST", "/notable_update", form({ ruleUIDs: "x", status: "2" })], read: COLLECTIONS },
  { write: ["POST", "/v1/investigations/y", json({ status: "3" })], read: COLLECTIONS },
  {
    write: [
      "POST",
      "/alerts/modaction_queue/queue",
      json([{ action_name: "a", info: "", settings: "", sid: "s", time: "1", worker: "w" }]),
    ],
    read: "/alerts/modaction_queue/peek",
  },
  {
    write: ["POST", "/alerts/modaction_queue/dequeue", json([`w@@${HASH}`])],
    read: "/alerts/modaction_queue/peek",
  },
  { write: ["POST", INVESTIGATIONS, json({ name: "n" })], read: INVESTIGATIONS },
  { write: ["POST", CASE, json({ status: "2" })], read: INVESTIGATIONS },
  { write: ["POST", `${CASE}/findings`, json({ finding_ids: ["f"] })], read: INVESTIGATIONS },
  { write: ["POST", `${CASE}/notes`, json({ content: "c" })], read: `${CASE}/notes` },
];

const routes = (await playedRoutes()).flatMap((group) => group.routes);
const has = (method: string, url: string): boolean =>
  routes.some((route) => route.method === method && route.url === url);
const isNotKept = (url: string): boolean =>
  Object.keys(NOT_KEPT).some((path) => url.startsWith(path));
const collections = routes
  .filter(({ method, url }) => method === "POST" && has("GET", `${url}/:name`))
  .filter(({ url }) => has("POST", `${url}/:name`) || has("DELETE", `${url}/:name`))
  .map(({ url }) => url)
  .filter((url) => !isNotKept(url));

const NS = "/servicesNS/nobody/search";

/** A stand-in that keeps its state, and starts anew with it. */
class Kept {
  readonly #options = {
    persist: join(tempFolder(), "state.json"),
    splunkHome: tempFolder({ [`${STAGING}/every.csv`]: "a,b\n1,2\n" }),
    fixtures: FIXTURES,
    now,
  };
  #splunkd: InjectedSplunkd = injectSplunkd(this.#options);

  async restart(): Promise<void> {
    await this.#splunkd[Symbol.asyncDispose]();
    this.#splunkd = injectSplunkd(this.#options);
  }

  async write(method: string, path: string, asking: Asking = {}): Promise<void> {
    const { status, text } = await this.#splunkd.inject(method, `${NS}${path}`, asking);
    expect(status, `${method} ${path}: ${text}`).toBeLessThan(300);
  }

  /** What is kept of a feed, all of other JSON, the status of what is not there. */
  async read(path: string): Promise<unknown> {
    if (path === COLLECTIONS) return this.#rows();
    const url = `${NS}${path}?output_mode=json&count=0`;
    const { status, text } = await this.#splunkd.inject("GET", url);
    if (status !== 200) return status;
    const answer = JSON.parse(text) as { entry?: { name: string; acl: object; content: object }[] };
    if (answer.entry === undefined) return answer;
    return answer.entry.map(({ name, acl, content }) => ({ name, acl, content }));
  }

  #rows(): unknown {
    const { collections } = this.#splunkd.core.parts.store;
    return collections.sizes().map(([name]) => [name, [...collections.of(name).all()]]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#splunkd[Symbol.asyncDispose]();
  }
}

/** Tells neither its content nor whether it is on. */
const UNSEEN: ReadonlySet<string> = new Set(["/data/lookup-table-files"]);

/** An edit tells a password alone, which nobody is told. */
const UNSEEN_EDITS: ReadonlySet<string> = new Set(["/search/distributed/peers"]);

const filled = (url: string): string => url.replace(":file", "every");

function itemOf(url: string): string {
  const name = CALLED[url] ?? CREATES[url]?.["name"] ?? "every";
  return `${filled(url)}/${encodeURIComponent(name)}`;
}

function editOf(url: string): Form {
  return EDITS[url] ?? (url.startsWith("/data/inputs/") ? { index: "main" } : { description: "b" });
}

it.each(collections)("keeps what is written to %s", async (url) => {
  await using splunkd = new Kept();
  const item = itemOf(url);
  /** Each write is seen at once. */
  const changes = async (method: string, path: string, form: Form): Promise<void> => {
    const before = await splunkd.read(item);
    await splunkd.write(method, path, { form });
    if (!UNSEEN.has(url) || method === "DELETE")
      expect(await splunkd.read(item), `${method} ${path}`).not.toEqual(before);
  };
  await changes("POST", filled(url), { name: "every", ...CREATES[url] });
  if (UNSEEN_EDITS.has(url)) await splunkd.write("POST", item, { form: editOf(url) });
  else if (has("POST", `${url}/:name`)) await changes("POST", item, editOf(url));
  if (has("POST", `${url}/:name/disable`)) {
    await changes("POST", `${item}/disable`, {});
    await changes("POST", `${item}/enable`, {});
    await changes("POST", `${item}/disable`, {});
  }
  if (has("POST", `${url}/:name/acl`))
    await changes("POST", `${item}/acl`, {
      owner: "nobody",
      sharing: "global",
      "perms.read": "power",
    });
  const written = await splunkd.read(item);
  expect(written, "it is there").toEqual([expect.anything()]);
  await splunkd.restart();
  expect(await splunkd.read(item)).toEqual(written);
  if (!has("DELETE", `${url}/:name`)) return;
  await changes("DELETE", item, {});
  const gone = await splunkd.read(item);
  await splunkd.restart();
  expect(await splunkd.read(item)).toEqual(gone);
});

it("keeps what is written to all else", async () => {
  await using splunkd = new Kept();
  await splunkd.write("POST", "/storage/collections/config", { form: { name: "rows" } });
  await splunkd.write("POST", "/saved/searches", { form: { name: "every", search: "a=b" } });
  await splunkd.write("POST", "/authentication/users", {
    form: { name: "every", password: "changeme", roles: "user" },
  });
  for (const { write, read } of OTHERS) {
    const before = await splunkd.read(read);
    await splunkd.write(...write);
    const written = await splunkd.read(read);
    const isSecret = write[1].includes("password");
    if (!isSecret) expect(written, write.join(" ")).not.toEqual(before);
    await splunkd.restart();
    expect(await splunkd.read(read), write.join(" ")).toEqual(written);
  }
});

/** Whose id is only known when it is there. */
const BY_ID: readonly string[] = [
  "POST /authorization/tokens",
  "POST /authorization/tokens/:user",
  "DELETE /authorization/tokens/:user",
  "POST /public/v2/investigations/:id/notes/:note",
  "DELETE /public/v2/investigations/:id/notes/:note",
];

it("keeps what is written under an id that it gives", async () => {
  await using splunkd = new Kept();
  const kept = async (
    read: string,
    method: string,
    path: string,
    asking: Asking,
  ): Promise<void> => {
    const before = await splunkd.read(read);
    await splunkd.write(method, path, asking);
    const written = await splunkd.read(read);
    expect(written, `${method} ${path}`).not.toEqual(before);
    await splunkd.restart();
    expect(await splunkd.read(read), `${method} ${path}`).toEqual(written);
  };
  const tokens = "/authorization/tokens";
  await kept(tokens, "POST", tokens, form({ name: "admin", audience: "a" }));
  const [{ name: id } = { name: "" }] = (await splunkd.read(tokens)) as { name: string }[];
  await kept(tokens, "POST", `${tokens}/admin`, form({ id, status: "disabled" }));
  await kept(tokens, "DELETE", `${tokens}/admin`, form({ id }));
  await splunkd.write("POST", INVESTIGATIONS, json({ name: "n" }));
  const notes = `${CASE}/notes`;
  await kept(notes, "POST", notes, json({ content: "c" }));
  const { items } = (await splunkd.read(notes)) as { items: { id: string }[] };
  const note = `${notes}/${items[0]?.id}`;
  await kept(notes, "POST", note, json({ content: "d" }));
  await kept(notes, "DELETE", note, {});
});

it("tries every route that writes, or says why not", () => {
  const suffixes = ["", "/:name", "/:name/acl", "/:name/enable", "/:name/disable"];
  const tried = new Set(collections.flatMap((url) => suffixes.map((suffix) => `${url}${suffix}`)));
  const others = OTHERS.map(({ write: [method, path] }) => `${method} ${path.split("?", 1)[0]}`);
  const isTried = ({ method, url }: (typeof routes)[number]): boolean => {
    const pattern = new RegExp(`^${String(method)} ${url.replace(/:\w+/g, "[^/]+")}$`);
    return tried.has(url) || others.some((other) => pattern.test(other));
  };
  const left = routes
    .filter(({ method }) => ["POST", "PUT", "DELETE"].includes(String(method)))
    .filter(({ url }) => !/\/(?:_new|_reload)$/.test(url) && !isNotKept(url))
    .filter((route) => !isTried(route))
    .map(({ method, url }) => `${String(method)} ${url}`)
    .filter((route) => !BY_ID.includes(route));
  expect(left).toEqual([]);
});
