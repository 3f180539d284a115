// Results of searches in every output mode, compared with answers that public client suites have recorded of splunkd.
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { type Splunkd, startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "default/eventtypes.conf": "[mine_failed]\nsearch = sourcetype=mine failed\n",
    "default/tags.conf": "[eventtype=mine_failed]\nfailure = enabled\n",
  }),
);

let splunkd: Splunkd;

beforeAll(async () => {
  splunkd = await startStandIn({ addon, now: () => 1_800_000_000_250 });
  for (const raw of ["login failed for <bob> & co", "login ok user=ann"]) {
    await askSplunkd(
      splunkd,
      "POST",
      "/services/receivers/simple?index=main&sourcetype=mine&host=h",
      {
        body: raw,
      },
    );
  }
});

afterAll(() => splunkd.close());

async function oneshot(search: string, mode: string, more: Record<string, string> = {}) {
  const body = new URLSearchParams({ search, exec_mode: "oneshot", output_mode: mode, ...more });
  return askSplunkd(splunkd, "POST", "/services/search/jobs", { body });
}

async function rows(search: string, more: Record<string, string> = {}) {
  const { text } = await oneshot(search, "json", more);
  return JSON.parse(text);
}

it("tells an event with the fields of splunkd, sorted by name, its time as a date", async () => {
  const { fields, results } = await rows("search index=main failed");
  expect(fields.map(({ name }: { name: string }) => name)).toEqual(
    "_bkt _cd _eventtype_color _indextime _raw _serial _si _sourcetype _subsecond _time eventtype host index linecount punct source sourcetype splunk_server tag timestamp".split(
      " ",
    ),
  );
  expect(results).toMatchObject([
    {
      _raw: "login failed for <bob> & co",
      _time: "2027-01-15T08:00:00.250+00:00",
      _subsecond: ".250",
      _indextime: "1800000000",
      _si: ["ar-sim", "main"],
      eventtype: "mine_failed",
      tag: "failure",
    },
  ]);
  expect(Object.keys(results[0])).toEqual(Object.keys(results[0]).sort());
});

it("lets commands reckon with the time, which is a number to them", async () => {
  const { results } = await rows(
    'search index=main failed | eval later=_time+1, day=strftime(_time, "%Y") | fields later day',
    { f: "later" },
  );
  expect(results).toEqual([{ later: "1800000001.250" }]);
  expect((await rows("| makeresults")).results).toEqual([
    { _time: "2027-01-15T08:00:00.000+00:00" },
  ]);
  expect((await rows("search index=main | stats max(_time) as last")).results).toEqual([
    { last: "1800000000.250" },
  ]);
});

it("finds events by their eventtype and tag", async () => {
  expect((await rows("search tag=failure | stats count")).results).toEqual([{ count: "1" }]);
  expect((await rows("search eventtype=mine_* | stats count")).results).toEqual([{ count: "1" }]);
});

it("lays XML out as splunkd does, with what was looked for marked", async () => {
  const { text } = await oneshot("search index=main failed bob | fields _raw index", "xml", {
    f: "index",
  });
  expect(text).toBe(
    "<?xml version='1.0' encoding='UTF-8'?>\n<results preview='0'>\n<meta>\n<fieldOrder>\n" +
      "<field>index</field>\n</fieldOrder>\n</meta>\n\t<result offset='0'>\n\t\t<field k='index'>\n" +
      "\t\t\t<value h='1'><text>main</text></value>\n\t\t</field>\n\t</result>\n</results>\n",
  );
  const { text: raw } = await oneshot("search index=main failed bob", "xml", { f: "_raw" });
  expect(raw).toContain(
    "\t\t<field k='_raw'><v xml:space='preserve' trunc='0'>login <sg h='1'>failed</sg> for &lt;<sg h='2'>bob</sg>&gt; &amp; co</v></field>\n",
  );
});

it("tells the rank of the fields that stats groups by", async () => {
  expect((await rows("search index=main | stats count by host, sourcetype")).fields).toEqual([
    { name: "host", groupby_rank: "0" },
    { name: "sourcetype", groupby_rank: "1" },
    { name: "count" },
  ]);
});

it.each(["f=host&f=sour*", "field_list=host,source,sourcetype"])(
  "gives the fields of %s",
  async (query) => {
    const { fields } = await rows(
      "search index=main",
      Object.fromEntries(new URLSearchParams(query)),
    );
    const names = fields.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      query.startsWith("f=") ? ["source", "sourcetype"] : ["host", "source", "sourcetype"],
    );
  },
);

it.each([
  [
    "json",
    '{"preview":false,"init_offset":0,"messages":[],"fields":[],"results":[],"highlighted":{}}',
  ],
  ["json_rows", '{"preview":false,"init_offset":0,"messages":[],"fields":[],"rows":[]}'],
  ["json_cols", '{"preview":false,"init_offset":0,"messages":[],"fields":[],"columns":[]}'],
  ["xml", "<?xml version='1.0' encoding='UTF-8'?>\n<results preview='0'/>\n"],
  ["csv", ""],
  ["raw", ""],
])("gives nothing found as %s", async (mode, expected) => {
  const { status, text } = await oneshot("search index=nowhere", mode);
  expect({ status, text }).toEqual({ status: 200, text: expected });
});

it.each([
  ["search index=main | foo", "Unknown search command 'foo'."],
  [
    "search index=main | head bogus",
    "Error in 'head' command: The number of results must be a positive number.",
  ],
  ['| makeresults | rex "(a"', /^Error in 'rex' command: /],
  [
    "search (index=main",
    /^Error in 'search' command: Unable to parse the search: [^\n]*parentheses[^\n]*\.$/,
  ],
  ["search index=main earliest=-1x", "Invalid value \"-1x\" for time term 'earliest'"],
  [
    "| `nowhere(1)`",
    /^Error in 'SearchParser': The search specifies a macro 'nowhere' that cannot/,
  ],
  ["| rest /services/no/such strict=t", /^Error in 'rest' command: Failed to fetch REST endpoint/],
])("says of a bad search what splunkd says, and no more: %s", async (search, said) => {
  const { status, text } = await oneshot(search, "json");
  expect(status).toBe(400);
  const { messages } = JSON.parse(text);
  expect(messages).toEqual([
    { type: "FATAL", text: typeof said === "string" ? said : expect.stringMatching(said) },
  ]);
});

it("names the macro that is missing inside another", async () => {
  const body = new URLSearchParams({ name: "outer", definition: "`inner(1)`" });
  await askSplunkd(splunkd, "POST", "/servicesNS/admin/search/configs/conf-macros", { body });
  const { status, text } = await oneshot("search `outer`", "json");
  expect(status).toBe(400);
  expect(JSON.parse(text).messages[0].text).toContain("specifies a macro 'inner' that cannot");
});

it("gives the events of a search, and none of one that makes other rows of them", async () => {
  const ask = async (search: string, part: string) => {
    const made = await askSplunkd(splunkd, "POST", "/services/search/v2/jobs?output_mode=json", {
      body: new URLSearchParams({ search }),
    });
    const { sid } = JSON.parse(made.text);
    const path = `/services/search/v2/jobs/${sid}`;
    const job = await askSplunkd(splunkd, "GET", `${path}?output_mode=json`);
    const shown = await askSplunkd(splunkd, "GET", `${path}/${part}?output_mode=json&count=0`);
    return { ...JSON.parse(job.text).entry[0], results: JSON.parse(shown.text).results };
  };
  const plain = await ask("search index=main failed OR ok | head 5", "events");
  expect(plain.results).toHaveLength(2);
  expect(plain.content).toMatchObject({
    eventSearch: "search index=main failed OR ok | head 5",
    reportSearch: "",
    eventCount: 2,
    keywords: "failed index::main ok",
    messages: [],
  });
  expect(plain.acl).toEqual({
    perms: { read: ["admin"], write: ["admin"] },
    owner: "admin",
    modifiable: true,
    sharing: "global",
    app: "search",
    can_write: true,
    ttl: "600",
  });
  expect(plain.published).toBe("2027-01-15T08:00:00.250+00:00");
  const report = await ask("search index=main | stats count by host", "events");
  expect(report.results).toEqual([]);
  expect(report.content).toMatchObject({
    eventSearch: "search index=main",
    reportSearch: "stats count by host",
    eventCount: 2,
    resultCount: 1,
  });
});

it.each(["search", "search/v1", "search/v2"])(
  "answers under %s, and tells of jobs there",
  async (root) => {
    const body = new URLSearchParams({ search: "search index=main | head 1" });
    const made = await askSplunkd(splunkd, "POST", `/services/${root}/jobs?output_mode=json`, {
      body,
    });
    const { sid } = JSON.parse(made.text);
    const { text } = await askSplunkd(
      splunkd,
      "GET",
      `/services/${root}/jobs/${sid}?output_mode=json`,
    );
    expect(JSON.parse(text).entry[0].id).toBe(`${splunkd.uri}/services/${root}/jobs/${sid}`);
  },
);
