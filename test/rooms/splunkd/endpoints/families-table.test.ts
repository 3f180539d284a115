// One table of families: each verb of each, below /services, an app, and a user of it, as JSON and as XML.
// Ground: REST API User Manual, «Using the REST API reference» for the verbs; REST API Reference for what each takes.
import { expect, it } from "vitest";
import { injectSplunkd, type InjectedSplunkd } from "../../../support/splunkd/inject-splunkd.ts";

type Form = Readonly<Record<string, string>>;

interface Row {
  readonly path: string;
  readonly create: Form;
  /** undefined where it takes none. */
  readonly edit?: Form;
  /** What shows of the edit, as text in the answer. */
  readonly shows: string;
  /** How it is called, where not by its `name`. */
  readonly called?: string;
  /** How it is told, where not as it is called. */
  readonly title?: string;
  /** Of a second create; default: 409. */
  readonly again?: number;
  /** Its address has no user. */
  readonly isOfNobody?: boolean;
}

const ROWS: readonly Row[] = [
  { path: "configs/conf-mine", create: { name: "one", k: "v" }, edit: { k: "w2" }, shows: "w2" },
  // Ground: REST API Reference, «messages/{name}»: GET and DELETE; solnlib's suite for the second create.
  { path: "messages", create: { name: "one", value: "v2" }, shows: "v2", again: 201 },
  {
    path: "storage/passwords",
    create: { name: "one", realm: "r", password: "p" },
    edit: { password: "w2" },
    shows: "w2",
    called: "r:one:",
  },
  {
    path: "storage/collections/config",
    create: { name: "one", "field.n": "number" },
    edit: { "field.w2": "string" },
    shows: "field.w2",
    isOfNobody: true,
  },
  {
    path: "saved/searches",
    create: { name: "one", search: "| makeresults" },
    edit: { description: "w2" },
    shows: "w2",
  },
  {
    path: "saved/eventtypes",
    create: { name: "one", search: "a=b" },
    edit: { search: "a=w2" },
    shows: "a=w2",
  },
  {
    path: "admin/macros",
    create: { name: "one", definition: "a" },
    edit: { definition: "w2" },
    shows: "w2",
  },
  {
    path: "data/transforms/lookups",
    create: { name: "one", filename: "a.csv" },
    edit: { filename: "w2.csv" },
    shows: "w2.csv",
  },
  {
    path: "data/models",
    create: { name: "one", description: '{"modelName":"one","objects":[]}' },
    edit: { description: '{"modelName":"one","displayName":"w2","objects":[]}' },
    shows: "w2",
  },
  {
    path: "data/inputs/http",
    create: { name: "one", index: "main" },
    edit: { description: "w2" },
    shows: "w2",
    title: "http://one",
  },
  {
    path: "data/inputs/script",
    create: { name: "$SPLUNK_HOME/bin/scripts/one.sh", interval: "60" },
    edit: { sourcetype: "w2" },
    shows: "w2",
  },
  {
    path: "data/inputs/monitor",
    create: { name: "/var/log/one" },
    edit: { sourcetype: "w2" },
    shows: "w2",
  },
  {
    path: "data/inputs/udp",
    create: { name: "9901" },
    edit: { sourcetype: "w2" },
    shows: "w2",
    again: 400,
  },
  {
    path: "data/inputs/tcp/raw",
    create: { name: "9902" },
    edit: { sourcetype: "w2" },
    shows: "w2",
    again: 400,
  },
  {
    path: "deployment/server/serverclasses",
    create: { name: "one", "whitelist.0": "a" },
    edit: { "whitelist.1": "w2" },
    shows: "w2",
  },
  {
    path: "search/distributed/peers",
    create: { name: "idx:8089", remoteUsername: "u", remotePassword: "p" },
    edit: { remoteUsername: "u", remotePassword: "q" },
    shows: "configured",
  },
  {
    path: "licenser/pools",
    create: { name: "one", quota: "1MB", stack_id: "enterprise" },
    edit: { description: "w2" },
    shows: "w2",
  },
  {
    path: "authorization/roles",
    create: { name: "one", srchIndexesAllowed: "main" },
    edit: { srchFilter: "host=w2" },
    shows: "host=w2",
  },
];

const ROOTS = ["/services", "/servicesNS/nobody/search", "/servicesNS/admin/search"];

const CASES = ROWS.flatMap((row) =>
  ROOTS.filter((root) => row.isOfNobody !== true || root === ROOTS[1]).flatMap((root) =>
    (["json", "xml"] as const).map((mode) => ({ ...row, root, mode })),
  ),
);

/** Asks in one output mode, which a form may have or a query. */
function asking(splunkd: InjectedSplunkd, mode: "json" | "xml") {
  return async (method: string, url: string, form?: Form) => {
    const query = `output_mode=${mode}&count=0`;
    const { status, text, headers } = await splunkd.inject(
      method,
      form === undefined ? `${url}?${query}` : url,
      form === undefined ? {} : { form: { ...form, output_mode: mode } },
    );
    expect(headers["content-type"], `${method} ${url}`).toBe(
      mode === "json" ? "application/json; charset=UTF-8" : "text/xml; charset=UTF-8",
    );
    return { status, text, names: namesIn(text, mode) };
  };
}

function namesIn(text: string, mode: "json" | "xml"): readonly string[] {
  if (mode === "json") {
    const { entry = [] } = JSON.parse(text) as { entry?: { name: string }[] };
    return entry.map(({ name }) => name);
  }
  const entries = text.split("<entry>").slice(1);
  return entries.map((entry) => /<title>(.*?)<\/title>/s.exec(entry)?.[1] ?? "");
}

it.each(CASES)("$path below $root as $mode", async (row) => {
  const { path, root, mode, create, edit, shows } = row;
  await using splunkd = injectSplunkd();
  const ask = asking(splunkd, mode);
  const list = `${root}/${path}`;
  const called = row.called ?? create["name"] ?? "";
  const title = row.title ?? called;
  const item = `${list}/${encodeURIComponent(called)}`;

  expect((await ask("GET", list)).names).not.toContain(title);
  expect((await ask("GET", item)).status).toBe(404);
  expect((await ask("POST", list, {})).status).toBe(400);
  expect(await ask("POST", list, create)).toMatchObject({ status: 201, names: [title] });
  expect((await ask("POST", list, create)).status).toBe(row.again ?? 409);
  expect((await ask("GET", list)).names).toContain(title);
  expect(await ask("GET", item)).toMatchObject({ status: 200, names: [title] });

  const changed = await ask("POST", item, edit ?? { value: "w" });
  expect(changed).toMatchObject(
    edit === undefined ? { status: 405, names: [] } : { status: 200, names: [title] },
  );
  const edited = await ask("GET", item);
  expect(edited).toMatchObject({ status: 200, names: [title] });
  expect(edited.text).toContain(shows);
  expect((await ask("GET", `${item}/acl`)).status).toBe(200);
  expect((await ask("GET", `${list}/_new`)).status).toBe(200);
  expect((await ask("POST", `${list}/_reload`, {})).status).toBe(200);

  expect((await ask("PATCH", item)).status).toBe(405);
  const gone = await ask("DELETE", item);
  expect(gone.status).toBe(200);
  expect(gone.names).not.toContain(title);
  for (const method of ["GET", "DELETE"]) expect((await ask(method, item)).status).toBe(404);
  if (edit !== undefined) expect((await ask("POST", item, edit)).status).toBe(404);
});

it.each(["nowhere", "messages/one", "configs/conf-mine/a/b/c"])(
  "refuses a form at %s in the mode that it asks for",
  async (path) => {
    await using splunkd = injectSplunkd();
    const form = { output_mode: "json", value: "v" };
    const { status, text } = await splunkd.inject("POST", `/services/${path}`, { form });
    expect([404, 405]).toContain(status);
    expect(JSON.parse(text).messages[0].text).toMatch(/Not/);
  },
);

const IN_EACH = ROOTS.flatMap((root) => (["json", "xml"] as const).map((mode) => ({ root, mode })));

it.each(IN_EACH)("properties below $root as $mode", async ({ root, mode }) => {
  await using splunkd = injectSplunkd();
  const ask = asking(splunkd, mode);
  const at = (path: string): string => `${root}/properties${path}`;
  expect((await ask("GET", at("/mine"))).status).toBe(404);
  expect((await ask("POST", at(""), { __conf: "mine" })).status).toBe(201);
  expect((await ask("GET", at(""))).names).toContain("mine");
  expect((await ask("POST", at("/mine"), { __stanza: "s" })).status).toBe(201);
  expect((await ask("GET", at("/mine"))).names).toContain("s");
  expect((await ask("POST", at("/mine/s"), { k: "v" })).status).toBe(200);
  expect((await ask("GET", at("/mine/s"))).names).toContain("k");
  const key = `${at("/mine/s/k")}?output_mode=${mode}`;
  expect(await splunkd.inject("GET", key)).toMatchObject({ status: 200, text: "v" });
  await splunkd.inject("POST", at("/mine/s/k"), { form: { value: "w" } });
  expect(await splunkd.inject("GET", key)).toMatchObject({ status: 200, text: "w" });
  expect((await ask("GET", at("/mine/t"))).status).toBe(404);
});

it.each(IN_EACH)("rotates a token below $root as $mode", async ({ root, mode }) => {
  await using splunkd = injectSplunkd();
  const ask = asking(splunkd, mode);
  const http = `${root}/data/inputs/http`;
  const made = await ask("POST", http, { name: "one" });
  const tokenIn = (text: string) => /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(text)?.[0];
  const rotated = await ask("POST", `${http}/one/rotate`, {});
  expect(rotated).toMatchObject({ status: 200, names: ["http://one"] });
  expect(tokenIn(rotated.text)).not.toBe(tokenIn(made.text));
  expect(tokenIn((await ask("GET", `${http}/one`)).text)).toBe(tokenIn(rotated.text));
});

it.each(IN_EACH)("renames a server class below $root as $mode", async ({ root, mode }) => {
  await using splunkd = injectSplunkd();
  const ask = asking(splunkd, mode);
  const server = `${root}/deployment/server`;
  await ask("POST", `${server}/serverclasses`, { name: "a" });
  const form = { oldName: "a", newName: "b" };
  expect((await ask("POST", `${server}/serverclasses/rename`, form)).names).toEqual(["b"]);
  expect((await ask("POST", `${server}/applications/x`, { serverclass: "b" })).names).toEqual([
    "x",
  ]);
  expect((await ask("GET", `${server}/applications`)).names).toEqual(["x"]);
  expect((await ask("GET", `${server}/config/_reload`)).status).toBe(200);
});

it.each(
  IN_EACH.flatMap((where) => [
    { ...where, path: "search/parser", method: "GET", splunkVersion: "9.4" },
    { ...where, path: "search/parser", method: "POST", splunkVersion: "9.4" },
    { ...where, path: "search/parser", method: "POST", splunkVersion: "10.2" },
    { ...where, path: "search/v2/parser", method: "POST", splunkVersion: "10.2" },
  ]),
)("parses by $method $path below $root as $mode in $splunkVersion", async (how) => {
  const { root, mode, path, method, splunkVersion } = how;
  await using splunkd = injectSplunkd({ splunkVersion });
  const ask = (q: string) => {
    const query = `q=${encodeURIComponent(q)}&output_mode=${mode}`;
    const url = `${root}/${path}`;
    return method === "GET"
      ? splunkd.inject(method, `${url}?${query}`)
      : splunkd.inject(method, url, { body: query });
  };
  for (const q of [
    "search a=b | stats count",
    "search index=main [search index=main | head 1 | fields host]",
    "| makeresults | eval x=1",
  ])
    expect(await ask(q), q).toMatchObject({ status: 200 });
  const bad = await ask("search a | frobnicate");
  expect([bad.status, bad.text]).toEqual([400, expect.stringContaining("frobnicate")]);
});

it.each(IN_EACH)("takes events and finds them below $root as $mode", async ({ root, mode }) => {
  await using splunkd = injectSplunkd();
  const url = `${root}/receivers/simple?index=main&sourcetype=x&output_mode=${mode}`;
  const posted = await splunkd.inject("POST", url, { body: "one=1" });
  expect([posted.status, posted.text]).toEqual([200, expect.stringContaining("main")]);
  const jobs = `${root}/search/jobs`;
  const form = { search: "search sourcetype=x | table one", output_mode: mode };
  const made = await splunkd.inject("POST", jobs, { form });
  const [sid = ""] = /\d{5,}\.\d+/.exec(made.text) ?? [];
  expect(made.status).toBe(201);
  for (const method of ["GET", "POST"])
    expect((await splunkd.inject(method, `${jobs}/${sid}?output_mode=${mode}`)).status).toBe(200);
  for (const path of [`${jobs}/${sid}/results`, `${root}/search/v2/jobs/${sid}/results`]) {
    const found = await splunkd.inject("GET", `${path}?output_mode=${mode}`);
    expect([found.status, found.text]).toEqual([200, expect.stringMatching(/one[^]*1/)]);
  }
  expect((await splunkd.inject("DELETE", `${jobs}/${sid}`)).status).toBe(200);
  expect((await splunkd.inject("GET", `${jobs}/${sid}`)).status).toBe(404);
  expect((await splunkd.inject("GET", `${root}/receivers/simple`)).status).toBe(405);
});

it.each(ROOTS)("lists the actions that ran on a result below %s", async (root) => {
  await using splunkd = injectSplunkd();
  const url = `${root}/alerts/modaction_invocations`;
  const { status, text } = await splunkd.inject("GET", `${url}?sid=1.1&rid=0`);
  expect([status, JSON.parse(text)]).toMatchObject([200, { success: true, responses: [] }]);
  expect((await splunkd.inject("GET", url)).status).toBe(400);
});
