// What monitors and command-line clients ask of a Splunk that stands alone.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Splunkd, startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

let splunkd: Splunkd;

beforeAll(async () => {
  splunkd = await startStandIn();
});

afterAll(async () => {
  await splunkd[Symbol.asyncDispose]();
});

async function entries(
  path: string,
): Promise<{ name: string; content: Record<string, unknown> }[]> {
  const { status, text } = await askSplunkd(splunkd, "GET", `/services/${path}?output_mode=json`);
  expect(status, path).toBe(200);
  return JSON.parse(text).entry;
}

it.each([
  ["server/health/splunkd", "splunkd", { health: "green" }],
  ["server/sysinfo", "sysinfo", { os_name: expect.any(String) }],
  [
    "server/status/resource-usage/hostwide",
    "result.hostwide",
    { mem: expect.stringMatching(/^\d/) },
  ],
  ["licenser/stacks", "enterprise", { type: "enterprise" }],
  ["licenser/usage", "license_usage", { slaves_usage_bytes: 0 }],
  ["cluster/config", "config", { mode: "disabled" }],
  ["shcluster/config", "config", { disabled: true }],
  ["deployment/client/config", "deployment-client", { disabled: true }],
])("tells of %s", async (path, name, told) => {
  const [first] = await entries(path);
  expect(first).toMatchObject({ name, content: told });
  expect((await entries(`${path}/${name}`))[0]?.name).toBe(name);
  expect((await askSplunkd(splunkd, "GET", `/services/${path}/nothing`)).status).toBe(404);
});

it("tells the health of each feature, and which licence group is the active one", async () => {
  const [details] = await entries("server/health/splunkd/details");
  expect(details?.content["features"]).toMatchObject({
    "Index Processor": { health: "green", features: { Buckets: { health: "green" } } },
  });
  const active = (await entries("licenser/groups")).filter(({ content }) => content["is_active"]);
  expect(active.map(({ name }) => name)).toEqual(["Enterprise"]);
});

it.each(["search/distributed/peers", "deployment/server/clients", "licenser/messages"])(
  "has no %s",
  async (path) => {
    expect(await entries(path)).toEqual([]);
  },
);

it.each(["cluster/master/info", "cluster/peer/buckets", "cluster/searchhead/searchheadconfig"])(
  "is in no cluster: %s",
  async (path) => {
    const { status, text } = await askSplunkd(splunkd, "GET", `/services/${path}`);
    expect(status).toBe(503);
    expect(text).toContain("not a cluster");
  },
);
