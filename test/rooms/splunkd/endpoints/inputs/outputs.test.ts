import { expect, it } from "vitest";
import { startSplunkd } from "../../../../../src/index.ts";
import { askJson } from "../../../../support/splunkd/ask-json.ts";

it("has the global output, and makes groups, servers and syslog outputs", async () => {
  const stanzas: string[] = [];
  await using splunkd = await startSplunkd({ onConfWrite: ({ stanza }) => stanzas.push(stanza) });
  const post = (path: string, body: Readonly<Record<string, string>>) =>
    askJson(splunkd, "POST", `data/outputs/tcp/${path}`, body);
  expect(await askJson(splunkd, "GET", "data/outputs/tcp/default")).toMatchObject({
    names: ["tcpout"],
    entry: [{ content: { indexAndForward: false } }],
  });
  expect(await post("group", { name: "indexers", servers: "a:9997, b:9997" })).toMatchObject({
    status: 201,
    entry: [{ name: "indexers", content: { servers: ["a:9997", "b:9997"] } }],
  });
  expect(await post("server", { name: "a:9997" })).toMatchObject({
    status: 201,
    entry: [{ name: "a:9997", content: { destHost: "a", destPort: "9997" } }],
  });
  expect(await post("syslog", { name: "siem", server: "c:514", type: "udp" })).toMatchObject({
    status: 201,
    names: ["siem"],
  });
  expect(stanzas).toEqual(["tcpout:indexers", "tcpout-server://a:9997", "syslog:siem"]);
  expect((await askJson(splunkd, "GET", "data/outputs/tcp/group")).names).toEqual(["indexers"]);
  expect(
    await askJson(splunkd, "GET", "data/outputs/tcp/server/a:9997/allconnections"),
  ).toMatchObject({ status: 200, names: [] });
  expect(await askJson(splunkd, "DELETE", "data/outputs/tcp/server/a:9997")).toMatchObject({
    status: 200,
  });
});

it.each([
  ["group", { name: "g" }, "The following required arguments are missing: servers."],
  ["group", { name: "g", servers: "nowhere" }, "must be <host>:<port>"],
  ["server", { name: "a:99999" }, "must be <host>:<port>"],
  ["server", { name: "a:1", colour: "red" }, 'Argument "colour" is not supported'],
  ["default", { name: "other" }, "must be 'tcpout'"],
])("refuses an output of %s: %j", async (path, given, why) => {
  await using splunkd = await startSplunkd();
  const { status, text } = await askJson(splunkd, "POST", `data/outputs/tcp/${path}`, { ...given });
  expect([status, text]).toEqual([400, expect.stringContaining(why)]);
});
