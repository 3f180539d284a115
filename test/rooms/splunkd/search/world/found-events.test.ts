import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { startStandIn, type Splunkd } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

type Rows = readonly Readonly<Record<string, string | readonly string[]>>[];

async function search(splunkd: Splunkd, text: string, namespace = "/services"): Promise<Rows> {
  const answer = await askSplunkd(splunkd, "POST", `${namespace}/search/jobs/oneshot`, {
    body: new URLSearchParams({ search: text, output_mode: "json", count: "0" }),
  });
  return (JSON.parse(answer.text) as { results: Rows }).results;
}

async function post(splunkd: Splunkd, query: string, body: string): Promise<void> {
  await askSplunkd(splunkd, "POST", `/services/receivers/simple?${query}`, { body });
}

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "default/authorize.conf": "[role_narrow]\nsrchIndexesDefault = side\nsearch = enabled\n",
    "default/indexes.conf": "[side]\n",
    "default/props.conf": `
[x]
EVAL-vendor = "acme"
LOOKUP-team = users name AS user OUTPUT team
[zoned]
TZ = Europe/Berlin
`,
    "default/transforms.conf": "[users]\nfilename = users.csv\n",
    "lookups/users.csv": "name,team\nbob,blue\n",
    "default/eventtypes.conf": `
[summed]
search = index=summary sourcetype=x
[plain]
search = sourcetype=x user=*
[of_blue]
search = team=blue
color = et_red
priority = 3
`,
    "default/tags.conf": "[eventtype=summed]\nsum = enabled\n",
  }),
);

it("looks in the default indexes of the user's roles where a search names none", async () => {
  const users = [{ name: "nick", password: "changeme", roles: ["narrow"] }];
  await using splunkd = await startStandIn({ addon, fixtures: { users } });
  for (const index of ["main", "summary", "side"])
    await post(splunkd, `index=${index}&sourcetype=x`, index);
  const found = async (text: string): Promise<unknown> =>
    (await search(splunkd, `${text} | table index | sort index`)).map(({ index }) => index);
  expect(await found("search sourcetype=x")).toEqual(["main"]);
  expect(await found("search index=summary OR sourcetype=x")).toEqual(["main", "summary"]);
  expect(await found("search tag=sum")).toEqual(["summary"]);
  expect(await search(splunkd, "| tstats count")).toEqual([{ count: "1" }]);
  expect(await search(splunkd, "| tstats count where index=*")).toEqual([{ count: "3" }]);
  expect(
    (await search(splunkd, "| metadata type=sourcetypes")).map((row) => row["totalCount"]),
  ).toEqual(["1"]);
  const login = `Basic ${Buffer.from("nick:changeme").toString("base64")}`;
  const { text } = await askSplunkd(splunkd, "POST", "/services/search/jobs/oneshot", {
    authorization: login,
    body: new URLSearchParams({ search: "search sourcetype=x", output_mode: "json" }),
  });
  expect(JSON.parse(text).results.map(({ index }: { index: string }) => index)).toEqual(["side"]);
});

it("applies calculated fields and automatic lookups, in time for eventtypes", async () => {
  await using splunkd = await startStandIn({ addon });
  await post(splunkd, "sourcetype=x", "user=bob");
  const [row] = await search(splunkd, "search sourcetype=x vendor=acme team=blue");
  expect(row).toMatchObject({
    vendor: "acme",
    team: "blue",
    eventtype: ["plain", "of_blue"],
    _eventtype_color: "et_red",
  });
});

it("shows tstats the fields of the index only", async () => {
  await using splunkd = await startStandIn({
    addon,
    hecPort: 0,
    fixtures: { hecTokens: [{ name: "t", token: "abc", sourcetype: "x" }] },
  });
  await askSplunkd(splunkd, "POST", "/services/collector", {
    body: '{"event":"user=bob","fields":{"kind":"a"}}',
    authorization: "Splunk abc",
    uri: splunkd.hecUri ?? "",
  });
  const counted = (text: string) => search(splunkd, `| tstats count where ${text}`);
  expect(await counted("sourcetype=x kind=a")).toEqual([{ count: "1" }]);
  expect(await counted("sourcetype=x user=bob")).toEqual([{ count: "0" }]);
  expect(await counted("sourcetype=x vendor=acme")).toEqual([{ count: "0" }]);
  expect(await counted("sourcetype=x by kind")).toEqual([{ kind: "a", count: "1" }]);
  expect(await counted("sourcetype=x by team")).toEqual([]);
});

it("shows the default fields of events: their punctuation, and the parts of their time", async () => {
  await using splunkd = await startStandIn({ addon, now: () => Date.UTC(2026, 0, 31, 12) });
  await post(splunkd, "sourcetype=a", "at 2026-01-30 18:01:36.5 -0600 [x]");
  await post(splunkd, "sourcetype=zoned", "2026-01-29 08:05:00 b");
  await post(splunkd, "sourcetype=none", "no time.");
  const [first, none, zoned] = await search(splunkd, "search index=main");
  expect(first).toMatchObject({
    punct: "_--_::._-_[]",
    date_hour: "18",
    date_mday: "30",
    date_minute: "1",
    date_month: "january",
    date_second: "36",
    date_wday: "friday",
    date_year: "2026",
    date_zone: "-360",
    timestartpos: "3",
    timeendpos: "30",
    _eventtype_color: "",
  });
  expect(zoned).toMatchObject({
    _time: "2026-01-29T07:05:00.000+00:00",
    date_hour: "8",
    date_zone: "local",
    timeendpos: "19",
  });
  expect(none).toMatchObject({ punct: "_.", timestamp: "none", linecount: "1" });
  expect(none).not.toHaveProperty("date_hour");
});

it("lets a search know what its own app has, and what other apps export", async () => {
  const other = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = other\n",
      "default/props.conf": '[x]\nEVAL-own = "yes"\n',
      "default/macros.conf": "[mine]\ndefinition = sourcetype=x\n",
      "metadata/default.meta": "[]\nexport = none\n",
    }),
  );
  const both = loadAddonFromTree(literalTree({ "default/app.conf": "[package]\nid = mine\n" }), [
    other,
  ]);
  await using splunkd = await startStandIn({ addon: both });
  await post(splunkd, "sourcetype=x", "a");
  const own = async (namespace: string): Promise<unknown> =>
    (await search(splunkd, "search sourcetype=x", namespace))[0]?.["own"];
  expect(await own("/servicesNS/nobody/other")).toBe("yes");
  expect(await own("/servicesNS/nobody/mine")).toBeUndefined();
  expect(await search(splunkd, "search `mine`", "/servicesNS/nobody/other")).toHaveLength(1);
});
