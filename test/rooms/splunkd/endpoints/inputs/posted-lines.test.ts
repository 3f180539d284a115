import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const TOKEN = "11111111-1111-1111-1111-111111111111";
const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_cut\n",
    "default/inputs.conf": `[http://mine]\ntoken = ${TOKEN}\nsourcetype = short\n`,
    "default/props.conf": "[short]\nTRUNCATE = 8\n[parts]\nLINE_BREAKER = (;)\n",
  }),
);

it("cuts what is posted by the props of its sourcetype, whatever way it comes", async () => {
  await using splunkd = await startStandIn({ addon, hecPort: 0 });
  const post = (path: string, body: string): Promise<unknown> =>
    askSplunkd(splunkd, "POST", `/services/receivers/${path}`, { body });
  await post("simple?sourcetype=short", "123456789");
  await post("stream?sourcetype=parts", "one;two");
  await post("simple?sourcetype=other", "x".repeat(10_500));
  await askSplunkd(splunkd, "POST", "/services/collector/raw", {
    uri: splunkd.hecUri ?? "",
    authorization: `Splunk ${TOKEN}`,
    body: "abcdefghij\nkl",
  });
  const { events } = (await splunkd.open()).inbox;
  expect(events.map(({ raw }) => raw)).toEqual([
    "12345678",
    "one",
    "two",
    "x".repeat(10_000),
    "abcdefgh",
    "kl",
  ]);
  expect(events[0]?.notes).toEqual(["cut at TRUNCATE = 8 bytes: the line has 9"]);
});
