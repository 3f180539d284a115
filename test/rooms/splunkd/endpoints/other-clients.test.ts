import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon, loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { startStandIn, type Splunkd } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

interface Told {
  readonly status: number | undefined;
  // Whatever an answer holds: each test knows what it looks for.
  readonly content: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
  readonly text: string;
}

async function ask(
  splunkd: Splunkd,
  method: string,
  path: string,
  form?: Record<string, string>,
): Promise<Told> {
  const asking = form === undefined ? {} : { body: new URLSearchParams(form) };
  const url = `/services/${path}${path.includes("?") ? "&" : "?"}output_mode=json`;
  const { status, text } = await askSplunkd(splunkd, method, url, asking);
  const { entry = [] } = text === "" ? {} : JSON.parse(text);
  const names = entry.map((one: { name: string }) => one.name);
  return { status, content: entry[0]?.content ?? {}, names, text };
}

it("shows the reports of the search app there, and not in the system's namespace", async () => {
  await using splunkd = await startStandIn();
  expect((await ask(splunkd, "GET", "saved/searches")).names).toContain("Top five sourcetypes");
  const system = "/servicesNS/nobody/system/saved/searches?output_mode=json";
  expect(JSON.parse((await askSplunkd(splunkd, "GET", system)).text).entry).toEqual([]);
});

it("switches on the actions that are named, and off the others", async () => {
  await using splunkd = await startStandIn();
  const path = "saved/searches/mine";
  const made = { name: "mine", search: "index=main", "action.email": "1" };
  await ask(splunkd, "POST", "saved/searches", made);
  await ask(splunkd, "POST", path, { actions: "rss,my_own" });
  expect((await ask(splunkd, "GET", path)).content).toMatchObject({
    "action.email": false,
    "action.rss": true,
    actions: expect.stringContaining("rss"),
  });
});

it("refuses what no saved search has", async () => {
  await using splunkd = await startStandIn();
  await ask(splunkd, "POST", "saved/searches", { name: "mine", search: "index=main" });
  const { status, text } = await ask(splunkd, "POST", "saved/searches/mine", { boris: "Arrgh!" });
  expect(status).toBe(400);
  expect(text).toContain("boris");
});

it("lets a search in real time go on until it is finalized", async () => {
  await using splunkd = await startStandIn();
  const form = { search: "search index=_internal", earliest_time: "rt", latest_time: "rt" };
  const { sid } = JSON.parse((await ask(splunkd, "POST", "search/jobs", form)).text);
  const job = `search/jobs/${sid}`;
  expect((await ask(splunkd, "GET", job)).content).toMatchObject({
    isRealTimeSearch: true,
    isPreviewEnabled: true,
    isDone: false,
    dispatchState: "RUNNING",
  });
  expect((await ask(splunkd, "GET", `${job}/results`)).status).toBe(204);
  const preview = await ask(splunkd, "GET", `${job}/results_preview?count=1`);
  expect(JSON.parse(preview.text)).toMatchObject({ preview: true, results: [expect.anything()] });
  await ask(splunkd, "POST", `${job}/control`, { action: "finalize" });
  expect((await ask(splunkd, "GET", job)).content).toMatchObject({ isDone: true });
  expect((await ask(splunkd, "GET", `${job}/results`)).status).toBe(200);
});

it("tells the newest of events of one moment first", async () => {
  await using splunkd = await startStandIn();
  for (const body of ["2026-01-02 10:00:00 one", "2026-01-02 10:00:00 two"])
    await askSplunkd(splunkd, "POST", "/services/receivers/simple", { body });
  const form = { search: "search index=main", exec_mode: "oneshot" };
  const { results } = JSON.parse((await ask(splunkd, "POST", "search/jobs", form)).text);
  expect(results.map((row: { _raw: string }) => row._raw.slice(-3))).toEqual(["two", "one"]);
});

it("has a setup for apps that bring one or were just made, and says where one would be", async () => {
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = mine\n",
      "default/setup.xml": "<setup><block/></setup>",
    }),
  );
  await using splunkd = await startStandIn({ addon });
  const setup = (app: string): Promise<Told> => ask(splunkd, "GET", `apps/local/${app}/setup`);
  expect((await setup("mine")).content["eai:setup"]).toBe("<SetupInfo><block/></SetupInfo>");
  await ask(splunkd, "POST", "apps/local", { name: "fresh" });
  expect((await setup("fresh")).content["eai:setup"]).toContain("stub");
  expect(await setup("search")).toMatchObject({
    status: 500,
    text: expect.stringContaining("etc/apps/search/default/setup.xml"),
  });
});

it("tells the tags of an eventtype, be there none", async () => {
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = mine\n",
      "default/eventtypes.conf": "[seen]\nsearch = a\n[bare]\nsearch = b\n",
      "default/tags.conf": "[eventtype=seen]\nalert = enabled\nold = disabled\n",
    }),
  );
  await using splunkd = await startStandIn({ addon });
  const path = "/servicesNS/nobody/mine/saved/eventtypes?output_mode=json";
  const { entry } = JSON.parse((await askSplunkd(splunkd, "GET", path)).text);
  const tags = entry.map((one: { name: string; content: { tags: string[] } }) => [
    one.name,
    one.content.tags,
  ]);
  expect(tags).toEqual([
    ["bare", []],
    ["seen", ["alert"]],
  ]);
});

it("edits the defaults of forwarding by their collection too", async () => {
  await using splunkd = await startStandIn();
  const path = "data/outputs/tcp/default";
  const form = { name: "tcpout", heartbeatFrequency: "31" };
  expect((await ask(splunkd, "POST", path, form)).status).toBe(200);
  expect((await ask(splunkd, "GET", path)).content).toMatchObject({ heartbeatFrequency: 31 });
});

it("reads a file of an app that was installed where clients think it is", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "default"));
  writeFileSync(join(folder, "default/app.conf"), "[package]\nid = mine\n");
  writeFileSync(join(folder, "log.txt"), "one\n");
  await using splunkd = await startStandIn({ addon: loadAddon(folder) });
  const made = await ask(splunkd, "POST", "data/inputs/oneshot", {
    name: "/opt/splunk/etc/apps/mine/log.txt",
  });
  expect(made.status).toBe(201);
  expect(splunkd.inbox.events.map(({ raw }) => raw)).toEqual(["one"]);
});

it("takes events of the collector for the default index by that name", async () => {
  const token = "11111111-1111-1111-1111-111111111111";
  await using splunkd = await startStandIn({
    hecPort: 0,
    fixtures: { hecTokens: [{ name: "mine", token }] },
  });
  const { text } = await askSplunkd(splunkd, "POST", "/services/collector", {
    body: JSON.stringify({ event: "one", index: "default" }),
    authorization: `Splunk ${token}`,
    uri: splunkd.hecUri ?? "",
  });
  expect(JSON.parse(text)).toEqual({ text: "Success", code: 0 });
  const form = { search: "search index=main", exec_mode: "oneshot" };
  expect(JSON.parse((await ask(splunkd, "POST", "search/jobs", form)).text).results).toHaveLength(
    1,
  );
});

it("keeps what lists are asked with out of what is made", async () => {
  await using splunkd = await startStandIn();
  const conf = "configs/conf-mine";
  await ask(splunkd, "POST", `${conf}?count=-1`, { name: "one", key: "value", offset: "5" });
  const { content } = await ask(splunkd, "GET", `${conf}/one`);
  expect(content).toMatchObject({ key: "value", offset: "5" });
  expect(content).not.toHaveProperty("count");
});

it("makes tokens of the collector by their name, and lists those of all apps", async () => {
  await using splunkd = await startStandIn();
  const place = "/servicesNS/nobody/launcher/data/inputs/http/mine";
  const body = new URLSearchParams({ name: "mine" });
  expect((await askSplunkd(splunkd, "POST", place, { body })).status).toBe(201);
  expect(await ask(splunkd, "GET", "data/inputs/http")).toMatchObject({ names: ["http://mine"] });
  expect((await ask(splunkd, "GET", "data/inputs/http/http")).names).toEqual(["http"]);
});

it("tells types as the Terraform provider reads them", async () => {
  await using splunkd = await startStandIn();
  await ask(splunkd, "POST", "saved/eventtypes", {
    name: "mine",
    search: "a",
    priority: "3",
    tags: "t",
  });
  const { content } = await ask(splunkd, "GET", "saved/eventtypes/mine");
  expect(content).toMatchObject({ priority: 3, disabled: false, tags: ["t"] });
  const ssl = { requireClientCert: "true" };
  await ask(splunkd, "POST", "data/inputs/tcp/ssl/ssl", ssl);
  expect((await ask(splunkd, "GET", "data/inputs/tcp/ssl/ssl")).content).toMatchObject({
    requireClientCert: true,
  });
  expect((await ask(splunkd, "DELETE", "data/outputs/tcp/default/tcpout")).status).toBe(200);
  const tcpout = await ask(splunkd, "GET", "data/outputs/tcp/default/tcpout");
  expect(tcpout.content).toMatchObject({ disabled: true });
});
