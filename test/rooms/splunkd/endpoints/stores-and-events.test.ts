// The families of endpoints as scripts use them: credentials, configurations, KV store, pages of a UCC add-on, events, jobs.
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { type Splunkd, startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { type Asking, askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

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
        { name: "logging", entity: [{ field: "loglevel", defaultValue: "INFO" }] },
        { name: "proxy", entity: [{ field: "proxy_enabled", defaultValue: false }] },
      ],
    },
  },
};

const HEC_TOKEN = "11111111-1111-1111-1111-111111111111";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "default/alert_actions.conf": "[ping]\nlabel = Ping\n",
    "default/ta_mine_settings.conf": "[logging]\nloglevel = WARNING\n",
    "default/collections.conf": "[things]\nfield.n = number\n",
    "default/savedsearches.conf": "[mine]\nsearch = | makeresults count=2\n",
    "default/inputs.conf": `[http://mine]\ntoken = ${HEC_TOKEN}\n`,
    "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin ]\nexport = system\n",
    "appserver/static/js/build/globalConfig.json": JSON.stringify(globalConfig),
  }),
);

let splunkd: Splunkd;

beforeAll(async () => {
  const accounts = { account: { main: { username: "me", password: "s3cret" } } };
  splunkd = await startStandIn({ addon, hecPort: 0, fixtures: { accounts } });
});

afterAll(async () => {
  await splunkd[Symbol.asyncDispose]();
});

async function ask(
  method: string,
  path: string,
  form?: Record<string, string> | string,
  how: Asking = {},
) {
  const body = typeof form === "object" ? new URLSearchParams(form) : form;
  const { status, text } = await askSplunkd(
    splunkd,
    method,
    path,
    body === undefined ? how : { ...how, body },
  );
  const isJson = text.startsWith("{") || text.startsWith("[");
  return { status, text, json: isJson ? JSON.parse(text) : undefined };
}

const NS = "/servicesNS/nobody/TA_mine";
const JSON_MODE = "output_mode=json";

it("finds a credential in every spelling of its name, changes and removes it", async () => {
  const list = `${NS}/storage/passwords`;
  const made = await ask("POST", `${list}?${JSON_MODE}`, { name: "a:b/c d", password: "x" });
  expect([made.status, made.json.entry[0].name]).toEqual([201, ":a\\:b/c d:"]);
  expect((await ask("POST", list, { name: "a:b/c d", password: "x" })).status).toBe(409);
  for (const name of ["%3Aa%5C%3Ab%2Fc%20d%3A", "%3Aa%5C%3Ab%252Fc+d"]) {
    expect((await ask("GET", `${list}/${name}`)).status).toBe(200);
  }
  const one = `${list}/%3Aa%5C%3Ab%2Fc%20d%3A?${JSON_MODE}`;
  expect((await ask("POST", one, { password: "y" })).json.entry[0].content.clear_password).toBe(
    "y",
  );
  expect((await ask("DELETE", one)).status).toBe(200);
  expect((await ask("GET", one)).json.messages[0].text).toMatch(/^Could not find object id=/);
});

it("keeps documents in the collections of the add-on", async () => {
  const data = `${NS}/storage/collections/data/things`;
  const many = JSON.stringify([
    { _key: "a", n: "1" },
    { _key: "b", n: 2 },
  ]);
  expect((await ask("POST", `${data}/batch_save`, many)).json).toEqual(["a", "b"]);
  const query = encodeURIComponent('{"n":{"$gt":1}}');
  expect((await ask("GET", `${data}?query=${query}&fields=n`)).json).toEqual([{ n: 2, _key: "b" }]);
  expect((await ask("POST", `${data}/batch_find`, '[{"query":{"n":1}}]')).json[0]).toHaveLength(1);
  expect((await ask("POST", data, '{"_key":"a"}')).status).toBe(409);
  expect((await ask("POST", data, "{")).status).toBe(400);
  expect((await ask("GET", `${data}?query={`)).status).toBe(400);
  expect((await ask("DELETE", `${data}/a`)).status).toBe(200);
  expect((await ask("GET", `${data}/a`)).status).toBe(404);
  expect((await ask("GET", `${NS}/storage/collections/data/none`)).status).toBe(404);
});

it("plays the pages of a UCC add-on, secrets masked unless they are asked for", async () => {
  const clear = `${JSON_MODE}&--cred--=1`;
  const logging = (await ask("GET", `${NS}/ta_mine_settings/logging?${clear}`)).json.entry;
  expect(logging).toMatchObject([{ name: "logging", content: { loglevel: "WARNING" } }]);
  // A page that was never saved is there with what its form starts from.
  const proxy = (await ask("GET", `${NS}/ta_mine_settings/proxy?${clear}`)).json.entry;
  expect(proxy).toMatchObject([{ name: "proxy", content: { proxy_enabled: "0" } }]);
  const masked = (await ask("GET", `${NS}/ta_mine_account?${JSON_MODE}`)).json.entry[0];
  expect(masked.content).toMatchObject({ username: "me", password: "******" });
  const told = (await ask("GET", `${NS}/ta_mine_account?${clear}`)).json.entry[0];
  expect(told).toMatchObject({ name: "main", content: { password: "s3cret" } });
  const made = await ask("POST", `${NS}/ta_mine_account?${JSON_MODE}`, {
    name: "two",
    username: "x",
    password: "p",
  });
  expect([made.status, made.json.entry[0].content.password]).toEqual([201, "******"]);
  const again = (await ask("GET", `${NS}/ta_mine_account/two?${clear}`)).json.entry[0];
  expect(again.content.password).toBe("p");
  expect((await ask("GET", `${NS}/ta_mine_account/three?${clear}`)).status).toBe(404);
});

it("takes events by receivers and by the collector, and finds them in a search", async () => {
  await ask("POST", "/services/receivers/simple?sourcetype=my:thing&index=main", "hello world");
  const hec = { uri: splunkd.hecUri ?? "", authorization: `Splunk ${HEC_TOKEN}` };
  const posted = await ask(
    "POST",
    "/services/collector/event",
    '{"event":"from hec","sourcetype":"my:hec"}',
    hec,
  );
  expect(posted.json).toEqual({ text: "Success", code: 0 });
  const refused = await ask("POST", "/services/collector", "{}", {
    ...hec,
    authorization: "Splunk nope",
  });
  expect([refused.status, refused.json]).toEqual([403, { text: "Invalid token", code: 4 }]);
  expect((await ask("GET", "/services/collector/health", undefined, hec)).json.code).toBe(17);
  const search = "search index=main sourcetype=my:* | sort sourcetype | table sourcetype _raw";
  const found = await ask("POST", `/services/search/v2/jobs?${JSON_MODE}`, {
    search,
    exec_mode: "oneshot",
  });
  expect(found.json.results).toEqual([
    { sourcetype: "my:hec", _raw: "from hec" },
    { sourcetype: "my:thing", _raw: "hello world" },
  ]);
});

it("runs jobs, and shows their rows in the mode that is asked for", async () => {
  const search = "| makeresults count=3 | streamstats count";
  const made = await ask("POST", `/services/search/jobs?${JSON_MODE}`, { search, id: "my.1" });
  expect([made.status, made.json]).toEqual([201, { sid: "my.1" }]);
  // Scripts of the common action model ask for their job by POST.
  const job = (await ask("POST", `/services/search/v2/jobs/my.1?${JSON_MODE}`, {})).json.entry[0];
  expect(job.content).toMatchObject({ isDone: true, resultCount: 3, dispatchState: "DONE" });
  const results = "/services/search/jobs/my.1/results";
  const rows = (await ask("GET", `${results}?output_mode=json_rows&count=1&offset=1`)).json.rows;
  expect(rows[0][1]).toBe("2");
  const post = "stats count";
  expect((await ask("POST", `${results}?${JSON_MODE}`, { search: post })).json.results).toEqual([
    { count: "3" },
  ]);
  expect((await ask("DELETE", "/services/search/jobs/my.1")).status).toBe(200);
  const gone = (await ask("GET", `/services/search/jobs/my.1?${JSON_MODE}`)).json.messages[0];
  expect(gone).toEqual({ type: "FATAL", text: "Unknown sid." });
  const bad = await ask("POST", `/services/search/jobs?${JSON_MODE}`, { search: "xyzzy" });
  expect([bad.status, bad.json.messages[0].text]).toEqual([400, "Unknown search command 'xyzzy'."]);
});

it("dispatches a saved search of the add-on, and keeps its history", async () => {
  const one = `${NS}/saved/searches/mine`;
  const { status, json } = await ask("POST", `${one}/dispatch?${JSON_MODE}`, {});
  expect(status).toBe(201);
  const history = (await ask("GET", `${one}/history?${JSON_MODE}`)).json.entry;
  expect(history).toMatchObject([{ name: json.sid, content: { resultCount: 2, label: "mine" } }]);
});

it.each([
  ["search/timeparser?time=-1d%40d", 200],
  ["search/timeparser?time=nonsense", 400],
  ["data/indexes/main", 200],
  ["data/ui/views", 200],
  ["server/logger/sendmodalert", 200],
  ["saved/eventtypes", 200],
  ["alerts/fired_alerts/-", 200],
  ["alerts/modaction_queue/key", 200],
  ["kvstore/status", 200],
  ["authorization/tokens", 200],
  ["data/inputs/http/mine", 200],
  ["shcluster/captain/info", 503],
])("answers GET %s with %i", async (path, expected) => {
  expect((await ask("GET", `/services/${path}`)).status).toBe(expected);
});

it("expands macros made through the API, and refuses arguments that their validation does not take", async () => {
  const made = await ask("POST", `${NS}/configs/conf-macros?${JSON_MODE}`, {
    name: "between(2)",
    definition: 'eval low="$low$", high="$high$"',
    args: "low,high",
    validation: "low < high",
    errormsg: "low must be below high",
    iseval: "False",
  });
  expect(made.json.entry[0].content.iseval).toBe("0");
  const oneshot = (call: string) =>
    ask("POST", `${NS}/search/jobs?${JSON_MODE}`, {
      search: `| makeresults count=1 | \`${call}\``,
      exec_mode: "oneshot",
    });
  expect((await oneshot("between(12, 34)")).json.results[0]).toMatchObject({ low: "12" });
  const refused = await oneshot("between(34, 12)");
  expect(refused.status).toBe(400);
  expect(refused.json.messages[0].text).toContain("low must be below high");
});

it("makes a saved search that is posted to by the name it is to have", async () => {
  const path = `/servicesNS/nobody/SplunkEnterpriseSecuritySuite/saved/searches/Made%20So?${JSON_MODE}`;
  const text = { search: "index=main" };
  expect((await ask("POST", path, text)).status).toBe(404);
  expect((await ask("POST", path, { ...text, name: "Other" })).status).toBe(404);
  expect((await ask("POST", path, { name: "Made So" })).status).toBe(400);
  const made = await ask("POST", path, { ...text, name: "Made So" });
  expect(made.status).toBe(201);
  expect(made.json.entry[0].content.search).toBe("index=main");
  const again = await ask("POST", path, { search: "index=_internal", name: "Made So" });
  expect(again.status).toBe(200);
  expect((await ask("GET", path)).json.entry).toHaveLength(1);
  const elsewhere = path.replace("SplunkEnterpriseSecuritySuite", "DA-ESS-NetworkProtection");
  expect((await ask("GET", elsewhere)).json.entry[0].acl.sharing).toBe("global");
});

it("gives the fields of results that are asked for, by name or pattern", async () => {
  const search = "| makeresults | eval n=1, Name=2, bar_x=3 | fields - _time";
  const made = await ask("POST", `${NS}/search/jobs?${JSON_MODE}`, { search });
  const rows = async (wanted: string) =>
    (await ask("GET", `${NS}/search/v2/jobs/${made.json.sid}/results?${JSON_MODE}&${wanted}`)).json
      .results;
  expect(await rows("f=*")).toEqual([{ n: "1", Name: "2", bar_x: "3" }]);
  expect(await rows("f=n&f=ba*")).toEqual([{ n: "1", bar_x: "3" }]);
  expect(await rows("f=name")).toEqual([{}]);
});

it("reads arguments in the body of a GET too", async () => {
  const { json } = await ask(
    "GET",
    `${NS}/storage/collections/config`,
    { output_mode: "json", count: "1" },
    { headers: { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": "24" } },
  );
  expect(json.entry).toHaveLength(1);
});

it("lists the KV collections of all owners, and makes them for nobody else", async () => {
  const path = `/servicesNS/-/TA_mine/storage/collections/config?${JSON_MODE}`;
  const listed = (await ask("GET", path)).json.entry.map(({ name }: { name: string }) => name);
  expect(listed).toContain("things");
  expect((await ask("POST", path, { name: "more" })).status).toBe(400);
});

it("looks up what lies in a KV collection, by a definition made through the API", async () => {
  const app = "/servicesNS/nobody/search";
  await ask("POST", `${app}/storage/collections/config`, { name: "hosts" });
  const rows = JSON.stringify([{ host: "a", n: 1 }, { host: "b" }]);
  await ask("POST", `${app}/storage/collections/data/hosts/batch_save`, rows);
  const looked = (name: string) =>
    ask("POST", `${app}/search/jobs/oneshot?${JSON_MODE}`, { search: `| inputlookup ${name}` });
  expect((await looked("hosts")).status).toBe(400);
  await ask("POST", `${app}/configs/conf-transforms`, {
    name: "hosts_lookup",
    external_type: "kvstore",
    collection: "hosts",
    fields_list: "host, n",
  });
  expect((await looked("hosts_lookup")).json.results).toEqual([
    { host: "a", n: "1" },
    { host: "b" },
  ]);
});

it("takes times in a search by all the names that public tools give them", async () => {
  const found = async (times: string) => {
    const search = `search index=_internal ${times} | head 1`;
    const { json } = await ask("POST", `${NS}/search/jobs/oneshot?${JSON_MODE}`, { search });
    return json.results.length;
  };
  expect(await found("earliest=0 latest=now")).toBe(1);
  expect(await found("earliest_time = 0 latest_time = now")).toBe(1);
  expect(await found("earliest_time = 0 latest_time = 1")).toBe(0);
});

it("knows the files that lie in Splunk's own default folder, and no file that nobody made", async () => {
  expect((await ask("GET", `${NS}/properties/viewstates`)).status).toBe(200);
  expect((await ask("GET", `${NS}/properties/no_such_file`)).status).toBe(404);
});
