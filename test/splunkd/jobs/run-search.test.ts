import { expect, it } from "vitest";
import { startSplunkd } from "../../../src/splunkd/start-splunkd.ts";
import { askSplunkd } from "../../support/ask-splunkd.ts";

const ONESHOT = "/services/search/jobs/oneshot?output_mode=json";

it("answers others while a search takes its time", async () => {
  await using splunkd = await startSplunkd();
  await askSplunkd(splunkd, "GET", "/services/server/info");
  const ended: string[] = [];
  const search = askSplunkd(splunkd, "POST", ONESHOT, {
    body: new URLSearchParams({ search: "| makeresults count=4000000 | stats count" }),
  }).then(({ text }) => {
    ended.push("search");
    expect(JSON.parse(text).results).toEqual([{ count: "4000000" }]);
  });
  await askSplunkd(splunkd, "GET", "/services/apps/local");
  ended.push("other");
  await search;
  expect(ended).toEqual(["other", "search"]);
});

it.each([
  ["| makeresults | eval x=".padEnd(3_000_000, "1+"), "longer than 1000000 characters"],
  [`search ${"(".repeat(20_000)}a${")".repeat(20_000)}`, "Nested deeper"],
  [`| makeresults | eval x=${"(".repeat(5000)}1${")".repeat(5000)}`, "nested too deeply"],
])("refuses the search %.30s", async (search, told) => {
  await using splunkd = await startSplunkd();
  const body = new URLSearchParams({ search });
  const { status, text } = await askSplunkd(splunkd, "POST", ONESHOT, { body });
  expect([status, text]).toEqual([400, expect.stringContaining(told)]);
  expect((await splunkd.open()).faults).toEqual([]);
});
