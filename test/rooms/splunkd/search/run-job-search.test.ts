import { expect, it, vi } from "vitest";
import type { Searchable } from "../../../../src/search/text/searchable.ts";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const ONESHOT = "/services/search/jobs/oneshot?output_mode=json";

/** In place of the events there are, where a test gives some. */
const source = vi.hoisted(() => ({
  events: undefined as (() => AsyncGenerator<Searchable[]>) | undefined,
}));

vi.mock(import("../../../../src/splunkd/search/world/stand-in-events.ts"), async (original) => {
  const real = await original();
  return { ...real, createEvents: (...given) => (source.events ?? real.createEvents)(...given) };
});

it("answers others while a search takes its time", async () => {
  await using splunkd = await startStandIn();
  const ended: string[] = [];
  let begin = (): void => undefined;
  const begun = new Promise<void>((done) => (begin = done));
  // There are always more events at hand, with nothing to wait for, until the other has its answer; or, where others
  // are kept waiting, until it is clear that it never will.
  source.events = async function* endless() {
    const givesUp = performance.now() + 40_000;
    begin();
    while (ended.length === 0 && performance.now() < givesUp)
      yield [{ raw: "one", fields: { index: "main" } }];
  };
  const search = askSplunkd(splunkd, "POST", ONESHOT, {
    body: new URLSearchParams({ search: "search * | stats count" }),
  }).then(({ text }) => {
    ended.push("search");
    expect(Number(JSON.parse(text).results[0].count)).toBeGreaterThan(1);
  });
  await Promise.race([begun, search]);
  await askSplunkd(splunkd, "GET", "/services/apps/local");
  ended.push("other");
  await search;
  source.events = undefined;
  expect(ended).toEqual(["other", "search"]);
});

it.each([
  ["| makeresults | eval x=".padEnd(3_000_000, "1+"), "longer than 1000000 characters"],
  [`search ${"(".repeat(20_000)}a${")".repeat(20_000)}`, "Nested deeper"],
  [`| makeresults | eval x=${"(".repeat(5000)}1${")".repeat(5000)}`, "nested too deeply"],
])("refuses the search %.30s", async (search, told) => {
  await using splunkd = await startStandIn();
  const body = new URLSearchParams({ search });
  const { status, text } = await askSplunkd(splunkd, "POST", ONESHOT, { body });
  expect([status, text]).toEqual([400, expect.stringContaining(told)]);
  expect((await splunkd.open()).faults.all).toEqual([]);
});

it("refuses a time that no date has, and lists its jobs all the same", async () => {
  await using splunkd = await startStandIn();
  for (const earliest of ["9999999999999", "+999999999d"]) {
    const body = new URLSearchParams({ search: "| makeresults", earliest_time: earliest });
    const made = await askSplunkd(splunkd, "POST", "/services/search/jobs", { body });
    expect(made.status).toBe(400);
    expect(made.text).toContain("Invalid time");
  }
  expect((await askSplunkd(splunkd, "GET", "/services/search/jobs")).status).toBe(200);
});
