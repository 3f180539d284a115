// `| rest`, as dashboards and saved searches of public add-ons ask for entries of the REST API.
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { runSearch } from "../../../../src/run-search.ts";
import { startStandIn, type Splunkd } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n[launcher]\nversion = 1.2.3\n",
    "default/savedsearches.conf":
      "[mine]\nsearch = | makeresults\ndisabled = 0\n[off]\nsearch = | makeresults\ndisabled = 1\n",
  }),
);

async function search(splunkd: Splunkd, text: string): Promise<Record<string, unknown>[]> {
  const { status, text: answer } = await askSplunkd(splunkd, "POST", "/services/search/jobs", {
    body: new URLSearchParams({
      search: text,
      exec_mode: "oneshot",
      output_mode: "json",
      count: "0",
    }),
  });
  expect(status, answer).toBe(200);
  return JSON.parse(answer).results;
}

it("gives the entries of an endpoint as rows, nested keys joined by dots", async () => {
  await using splunkd = await startStandIn({ addon });
  expect(
    await search(
      splunkd,
      '| rest splunk_server=local /services/apps/local search="name=TA_mine" | table title version label disabled author eai:acl.app eai:acl.perms.read eai:acl.sharing splunk_server id',
    ),
  ).toEqual([
    {
      title: "TA_mine",
      version: "1.2.3",
      label: "TA_mine",
      disabled: "0",
      author: "nobody",
      "eai:acl.app": "system",
      "eai:acl.perms.read": "*",
      "eai:acl.sharing": "app",
      splunk_server: "ar-sim",
      id: `${splunkd.uri}/servicesNS/nobody/system/apps/local/TA_mine`,
    },
  ]);
});

it.each([
  ["| rest /servicesNS/-/TA_mine/saved/searches count=1 | stats count", "1"],
  ["| rest /servicesNS/-/TA_mine//saved/searches | search disabled=1 title=off | stats count", "1"],
  ['| rest "/servicesNS/-/TA_mine/saved/searches?search=off" | stats count', "1"],
  ["| rest services/server/info splunk_server=elsewhere | stats count", "0"],
  ["| rest timeout=60 services/server/info splunk_server=* | stats count", "1"],
])("reads its arguments: %s", async (text, count) => {
  await using splunkd = await startStandIn({ addon });
  expect(await search(splunkd, text)).toEqual([{ count }]);
});

it("gives the value of a property as value", async () => {
  await using splunkd = await startStandIn({ addon });
  expect(
    await search(
      splunkd,
      "| rest /servicesNS/-/TA_mine/properties/savedsearches/mine/search | fields value",
    ),
  ).toEqual([{ value: "| makeresults" }]);
});

it("warns of an endpoint that is not there, and fails with strict=t", async () => {
  await using splunkd = await startStandIn();
  const create = async (text: string): Promise<Record<string, unknown>> => {
    const made = await askSplunkd(splunkd, "POST", "/services/search/jobs?output_mode=json", {
      body: new URLSearchParams({ search: text }),
    });
    const { sid } = JSON.parse(made.text);
    const shown = await askSplunkd(splunkd, "GET", `/services/search/jobs/${sid}?output_mode=json`);
    return JSON.parse(shown.text).entry[0].content;
  };
  const text = expect.stringContaining("Failed to fetch REST endpoint");
  expect(await create("| rest /services/no/such")).toMatchObject({
    dispatchState: "DONE",
    messages: [{ type: "WARN", text }],
  });
  expect(await create("| rest /services/no/such strict=t")).toMatchObject({
    dispatchState: "FAILED",
    messages: [{ type: "FATAL", text }],
  });
});

it("shows a user no more than the user may see", async () => {
  const users = [{ name: "ann", password: "s3cret", roles: ["user"] }];
  await using splunkd = await startStandIn({
    fixtures: { users, credentials: [{ username: "u", password: "p" }] },
  });
  const authorization = `Basic ${Buffer.from("ann:s3cret").toString("base64")}`;
  const { text } = await askSplunkd(splunkd, "POST", "/services/search/jobs/oneshot", {
    authorization,
    body: new URLSearchParams({
      search: "| rest /services/storage/passwords | stats count",
      output_mode: "json",
    }),
  });
  expect(JSON.parse(text).results).toEqual([{ count: "0" }]);
});

it("asks a stand-in of its own where the search runs in the search bar", async () => {
  const { rows } = await runSearch(
    addon,
    "| rest /services/apps/local/TA_mine | fields title version",
  );
  expect(rows).toEqual([{ title: "TA_mine", version: "1.2.3" }]);
});

it("must come first, and be given an address", async () => {
  await expect(runSearch(addon, "| makeresults | rest /services/apps/local")).rejects.toThrow(
    "Error in 'rest' command: This command must be the first command of a search.",
  );
  await expect(runSearch(addon, "| rest count=0")).rejects.toThrow("The URI of a REST endpoint");
  await expect(runSearch(addon, "| rest /apps/local")).rejects.toThrow("Invalid uri: /apps/local");
});

it("leaves the session alone that the same user has beside it", async () => {
  await using splunkd = await startStandIn();
  const login = new URLSearchParams({
    username: "admin",
    password: "Chang3d!",
    output_mode: "json",
  });
  const { text } = await askSplunkd(splunkd, "POST", "/services/auth/login", { body: login });
  const authorization = `Splunk ${JSON.parse(text).sessionKey}`;
  const basic = `Basic ${Buffer.from("admin:Chang3d!").toString("base64")}`;
  const body = new URLSearchParams({
    search: "| rest /services/server/info",
    exec_mode: "oneshot",
  });
  const path = "/services/search/jobs";
  const found = await askSplunkd(splunkd, "POST", path, { body, authorization: basic });
  expect(found.status).toBe(200);
  expect((await askSplunkd(splunkd, "GET", path, { authorization })).status).toBe(200);
});
