import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

it("gives an event that tells no time the moment it came, whenever it is searched for", async () => {
  let now = Date.UTC(2026, 0, 31, 12);
  await using splunkd = await startStandIn({
    now: () => now,
    hecPort: 0,
    fixtures: { hecTokens: [{ name: "t", token: "abc" }] },
  });
  await askSplunkd(splunkd, "POST", "/services/receivers/simple?index=main", { body: "one" });
  now += 60_000;
  await askSplunkd(splunkd, "POST", "/services/collector", {
    body: '{"event":"two"}',
    authorization: "Splunk abc",
    uri: splunkd.hecUri ?? "",
  });
  const found = async (more: Record<string, string>): Promise<string[]> => {
    const body = new URLSearchParams({ search: "search index=main", ...more });
    const { text } = await askSplunkd(
      splunkd,
      "POST",
      "/services/search/jobs/oneshot?output_mode=json",
      { body },
    );
    return (JSON.parse(text).results as { _time: string }[]).map(({ _time }) =>
      _time.slice(11, 19),
    );
  };
  for (let turn = 0; turn < 2; turn += 1) {
    now += 60_000;
    expect(await found({})).toEqual(["12:01:00", "12:00:00"]);
  }
  expect(await found({ earliest_time: "-130s" })).toEqual(["12:01:00"]);
});
