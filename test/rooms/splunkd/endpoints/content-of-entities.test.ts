// What saved searches, alert actions, indexes and properties tell of themselves, as public add-ons read it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { type Splunkd, startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "default/alert_actions.conf":
      "[ping]\nis_custom = 1\nlabel = Ping\npayload_format = json\nparam.host = localhost\n",
    "default/savedsearches.conf":
      "[mine]\nsearch = index=main failed\ncron_schedule = 0 * * * *\nenableSched = 1\naction.ping = 1\naction.ping.param.host = example.com\n" +
      "[piped]\nsearch = | makeresults\n",
    "default/mine.conf": "[general]\nurl = https://example.com\nempty =\n",
  }),
);

let splunkd: Splunkd;

beforeAll(async () => {
  splunkd = await startStandIn({ addon, now: () => 1_800_000_001_000 });
});

afterAll(() => splunkd.close());

const NS = "/servicesNS/nobody/TA_mine";

async function entries(path: string) {
  const cut = path.includes("?") ? "&" : "?";
  const { status, text } = await askSplunkd(splunkd, "GET", `${path}${cut}output_mode=json`);
  expect(status, text).toBe(200);
  return JSON.parse(text).entry;
}

it("shows a saved search by name with the settings of every action, and its search as it runs", async () => {
  const [{ content, links }] = await entries(`${NS}/saved/searches/mine`);
  expect(content).toMatchObject({
    qualifiedSearch: "search index=main failed",
    next_scheduled_time: "2027-01-15 09:00:00 UTC",
    actions: "ping",
    "action.ping": "1",
    "action.ping.param.host": "example.com",
    "action.ping.maxtime": "5m",
    "action.ping.command":
      'sendalert $action_name$ results_file="$results.file$" results_link="$results.url$"',
    "action.email": false,
    "action.email.mailserver": "localhost",
  });
  expect(links.suppress).toBe(`${NS}/saved/searches/mine/suppress`);
  const [piped] = await entries(`${NS}/saved/searches/piped`);
  expect(piped.content).toMatchObject({
    qualifiedSearch: "| makeresults",
    next_scheduled_time: "",
  });
});

it("lists saved searches without what their actions have by default, unless asked for it", async () => {
  const names = async (query: string) =>
    Object.keys((await entries(`${NS}/saved/searches?search=name=mine${query}`))[0].content);
  expect(await names("")).toContain("action.ping.param.host");
  expect(await names("")).not.toContain("action.ping.maxtime");
  expect(await names("&listDefaultActionArgs=1")).toContain("action.email.mailserver");
});

it("tells when saved searches run within a span, and of orphans when asked", async () => {
  const span = "earliest_time=now&latest_time=%2B3h&add_orphan_field=yes";
  const [{ content }] = await entries(`${NS}/saved/searches?search=name=mine&${span}`);
  expect(content.scheduled_times).toEqual([1_800_003_600, 1_800_007_200, 1_800_010_800]);
  expect(content.orphan).toBe(false);
});

it("shows an alert action with what it has by default", async () => {
  const [{ content }] = await entries(`${NS}/alerts/alert_actions/ping`);
  expect(content).toMatchObject({
    maxresults: "10000",
    ttl: "10p",
    track_alert: "0",
    "param.host": "localhost",
    forceCsvResults: "auto",
  });
});

it("tells of an index where it lies, and how much it holds since when", async () => {
  await askSplunkd(splunkd, "POST", "/services/receivers/simple?index=main", { body: "one" });
  const [{ content }] = await entries("/services/data/indexes/main");
  expect(content).toMatchObject({
    homePath: "$SPLUNK_DB/defaultdb/db",
    homePath_expanded: "/opt/splunk/var/lib/splunk/defaultdb/db",
    totalEventCount: 1,
    minTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\+0000$/),
    maxHotBuckets: "auto",
    isVirtual: false,
    maxTotalDataSizeMB: 500_000,
    frozenTimePeriodInSecs: 188_697_600,
  });
  const made = await askSplunkd(splunkd, "POST", "/services/data/indexes?output_mode=json", {
    body: new URLSearchParams({ name: "lab", maxTotalDataSizeMB: "100", compressRawdata: "0" }),
  });
  expect(JSON.parse(made.text).entry[0].content).toMatchObject({
    maxTotalDataSizeMB: 100,
    compressRawdata: false,
    minTime: "",
  });
});

it("gives the keys of a stanza with their values, and an empty default", async () => {
  const path = `${NS}/properties/mine`;
  const pairs = (await entries(`${path}/general`)).map(
    ({ name, content }: { name: string; content: string }) => [name, content],
  );
  expect(pairs).toEqual([
    ["empty", ""],
    ["url", "https://example.com"],
  ]);
  expect(await entries(`${path}/default`)).toEqual([]);
  const { text } = await askSplunkd(splunkd, "GET", `${path}/general`);
  expect(text).toContain('<content type="text">https://example.com</content>');
  const { text: saved } = await askSplunkd(splunkd, "POST", `${path}/general?output_mode=json`, {
    body: new URLSearchParams({ a: "1", b: "2" }),
  });
  expect(JSON.parse(saved).messages).toEqual([
    { type: "INFO", text: "Successfully modified 2 key(s)" },
  ]);
});

it("says of server/control where to restart, and nothing else", async () => {
  const { text } = await askSplunkd(splunkd, "GET", "/services/server/control?output_mode=json");
  const { entry, links } = JSON.parse(text);
  expect(entry).toEqual([]);
  expect(links.restart).toBe("/services/server/control/restart");
});

it("names a dispatched search after who dispatched it, whose it is, its app and its name", async () => {
  const dispatch = async (path: string, name: string) => {
    const url = `${path}/saved/searches/${encodeURIComponent(name)}/dispatch?output_mode=json`;
    const { text } = await askSplunkd(splunkd, "POST", url);
    return JSON.parse(text).sid;
  };
  expect(await dispatch(NS, "mine")).toMatch(/^admin__nobody_VEFfbWluZQ__mine_at_1800000001_\d+$/);
  expect(await dispatch("/services", "Errors in the last hour")).toMatch(
    /^admin__nobody__search__RMD5[0-9a-f]{16}_at_1800000001_\d+$/,
  );
});

it.each([
  ["<?xml version='1.0'?>\n<!-- <a> -->\n<form><b/></form>", "form"],
  ["<!DOCTYPE x><view/>", "view"],
  ["no page", ""],
  ["<!--".repeat(50_000), ""],
])("tells the root of a page: %.50s", async (page, root) => {
  await using splunkd = await startStandIn();
  const path = "/servicesNS/nobody/search/data/ui/views?output_mode=json";
  const body = new URLSearchParams({ name: "mine", "eai:data": page });
  const { text } = await askSplunkd(splunkd, "POST", path, { body });
  expect(JSON.parse(text).entry[0].content.rootNode).toBe(root);
});
