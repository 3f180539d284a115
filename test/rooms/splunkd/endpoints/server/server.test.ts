// What a server says of itself.
import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

it("tells of itself as recorded answers of real servers do: no time, no edit links, a short ACL", async () => {
  await using splunkd = await startStandIn({ splunkVersion: "9.4" });
  const { text } = await askSplunkd(splunkd, "GET", "/services/server/info?output_mode=json");
  const feed = JSON.parse(text);
  expect(feed.links).toEqual({});
  expect(feed.generator.version).toBe("9.4.3");
  const [{ content, ...entry }] = feed.entry;
  const path = "/services/server/info/server-info";
  expect(entry).toEqual({
    name: "server-info",
    id: splunkd.uri + path,
    updated: "1970-01-01T00:00:00+00:00",
    links: { alternate: path, list: path },
    author: "system",
    acl: {
      app: "",
      can_list: true,
      can_write: true,
      modifiable: false,
      owner: "system",
      perms: { read: ["*"], write: [] },
      removable: false,
      sharing: "system",
    },
    fields: { required: [], optional: [], wildcard: [] },
  });
  expect(content).toMatchObject({
    version: "9.4.3",
    build: "237ebbd22314",
    "eai:acl": null,
    kvStoreStatus: "ready",
  });
  expect(Object.keys(content)).toEqual(Object.keys(content).toSorted());
});

it("writes JSON as splunkd does: `</` escaped, no other slash", async () => {
  await using splunkd = await startStandIn();
  const views = "/servicesNS/nobody/search/data/ui/views";
  const body = new URLSearchParams({ name: "one", "eai:data": "<form><label>a/b</label></form>" });
  const { text } = await askSplunkd(splunkd, "POST", `${views}?output_mode=json`, { body });
  expect(text).toContain("<form><label>a/b<\\/label><\\/form>");
});
