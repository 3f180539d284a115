// Lists that clients and dashboards ask for, and that a Splunk of its own answers whether there is much in them or not.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Splunkd, startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

let splunkd: Splunkd;

beforeAll(async () => {
  const users = [{ name: "ann", password: "s3cret", roles: ["user"] }];
  splunkd = await startStandIn({ fixtures: { users, collections: { things: [{ a: 1 }] } } });
});

afterAll(() => splunkd.close());

const ANN = `Basic ${Buffer.from("ann:s3cret").toString("base64")}`;

async function entries(path: string, authorization?: string) {
  const url = `${path}?output_mode=json&count=0`;
  const how = authorization === undefined ? {} : { authorization };
  const { status, text } = await askSplunkd(splunkd, "GET", url, how);
  expect(status, `${path}: ${text}`).toBe(200);
  return JSON.parse(text).entry as { name: string; content: Record<string, unknown> }[];
}

it.each([
  "authentication/providers/services",
  "authentication/providers/LDAP",
  "admin/SAML-groups",
  "admin/token-auth/tokens_auth",
  "authorization/grantable_capabilities",
  "data/ui/prefs",
  "data/ui/viewstates",
  "data/user-prefs/general",
  "admin/user-prefs/general",
  "admin/workflow-actions",
  "admin/times",
  "data/macros",
  "alerts/metric_alerts",
  "saved/fvtags",
  "scheduled/views",
  "search/distributed/groups",
  "admin/summarization",
  "server/httpsettings/proxysettings",
  "deployment/client",
  "deployment/tenants",
  "saved",
  "data/ui",
  "storage/collections",
])("answers %s", async (path) => {
  expect(Array.isArray(await entries(`/services/${path}`))).toBe(true);
});

it("lists the sessions of all to an administrator, and to others their own", async () => {
  const body = new URLSearchParams({ username: "ann", password: "s3cret" });
  await askSplunkd(splunkd, "POST", "/services/auth/login", { authorization: null, body });
  const path = "/services/authentication/httpauth-tokens";
  const names = (found: Awaited<ReturnType<typeof entries>>) =>
    new Set(found.map(({ content }) => content["userName"]));
  expect(names(await entries(path))).toEqual(new Set(["admin", "ann"]));
  const own = await entries(path, ANN);
  expect(names(own)).toEqual(new Set(["ann"]));
  expect(own[0]?.content["timeAccessed"]).toMatch(/^\w{3} \w{3} \d\d [\d:]{8} \d{4}$/);
});

it("changes a password for who knows the old one", async () => {
  const change = (form: Record<string, string>, user = "ann") =>
    askSplunkd(splunkd, "POST", `/services/authentication/changepassword/${user}`, {
      authorization: ANN,
      body: new URLSearchParams(form),
    });
  expect((await change({ old_password: "wrong", password: "n3w-secret" })).status).toBe(400);
  expect((await change({ password: "n3w-secret" }, "admin")).status).toBe(403);
  expect((await change({ old_password: "s3cret", password: "n3w-secret" })).status).toBe(200);
  const body = new URLSearchParams({ username: "ann", password: "n3w-secret" });
  const { status } = await askSplunkd(splunkd, "POST", "/services/auth/login", {
    authorization: null,
    body,
  });
  expect(status).toBe(200);
});

it("tells how many documents the collections of the KV store hold", async () => {
  const [one] = await entries("/services/server/introspection/kvstore/collectionstats");
  const texts = (one?.content["data"] ?? []) as string[];
  const data = texts.map((text) => JSON.parse(text));
  expect(data).toContainEqual(expect.objectContaining({ ns: "search.things", count: 1 }));
});

it("says of a cluster that there is none", async () => {
  const { status, text } = await askSplunkd(splunkd, "GET", "/services/shcluster/member/info");
  expect(status).toBe(503);
  expect(text).toContain("not available");
});

it("tells nobody a password in clear, not even one's own", async () => {
  for (const path of [
    "authentication/current-context",
    "authentication/users",
    "authentication/users/ann",
  ]) {
    const { text } = await askSplunkd(splunkd, "GET", `/services/${path}?output_mode=json`);
    expect(text).toContain('"roles"');
    expect(text).not.toContain("Chang3d!");
    expect(text).not.toContain("#password");
  }
});
