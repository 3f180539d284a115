// The macros of Enterprise Security over notable events and their reviews, as SOAR clients send them.
import { expect, it } from "vitest";
import { startStandIn, type Splunkd } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

type Rows = readonly Readonly<Record<string, string>>[];

async function search(splunkd: Splunkd, text: string): Promise<Rows> {
  const { text: answer } = await askSplunkd(splunkd, "POST", "/services/search/jobs/oneshot", {
    body: new URLSearchParams({ search: text, output_mode: "json" }),
  });
  return (JSON.parse(answer) as { results: Rows }).results;
}

async function post(splunkd: Splunkd, index: string, text: string): Promise<void> {
  const path = `/services/receivers/simple?index=${index}&sourcetype=stash`;
  await askSplunkd(splunkd, "POST", path, { body: text });
}

async function update(splunkd: Splunkd, form: Record<string, string>): Promise<void> {
  await askSplunkd(splunkd, "POST", "/services/notable_update", {
    body: new URLSearchParams(form),
  });
}

it("shows the latest of each that reviews say, and what the event says where they say nothing", async () => {
  await using splunkd = await startStandIn();
  await post(
    splunkd,
    "notable",
    '1800000000, event_id="A@@notable@@1", owner="ann", severity="high"',
  );
  await post(splunkd, "notable", '1800000000, event_id="A@@notable@@2", severity="low"');
  await update(splunkd, {
    ruleUIDs: "A@@notable@@1",
    status: "2",
    urgency: "critical",
    comment: "a",
  });
  await update(splunkd, { ruleUIDs: "A@@notable@@1", status: "5", disposition: "disposition:3" });
  const [reviewed] = await search(splunkd, "search `notable_by_id(A@@notable@@1)`");
  expect(reviewed).toMatchObject({
    event_id: "A@@notable@@1",
    rule_id: "A@@notable@@1",
    status: "5",
    status_label: "Closed",
    owner: "ann",
    urgency: "critical",
    disposition: "disposition:3",
    disposition_label: "False Positive - Incorrect Analytic Logic",
    comment: "a",
  });
  const [other] = await search(splunkd, 'search `notable` | search status_label="New"');
  expect(other).toMatchObject({
    event_id: "A@@notable@@2",
    status: "1",
    owner: "unassigned",
    urgency: "low",
  });
  expect(await search(splunkd, "search `notable_by_id(A@@notable@@9)`")).toEqual([]);
});

it("makes an id where the event has none, as public searches do", async () => {
  await using splunkd = await startStandIn();
  await post(splunkd, "notable", '1800000000, a="b"');
  const [row] = await search(splunkd, "search `notable`");
  expect(row?.["event_id"]).toMatch(/^[0-9A-F-]{36}@@notable@@[0-9a-f]{32}$/);
  expect(row?.["rule_id"]).toBe(row?.["event_id"]);
});

it.each([
  ["informational", "critical", "informational"],
  ["low", "medium", "low"],
  ["low", "high", "medium"],
  ["medium", "unknown", "low"],
  ["medium", "medium", "medium"],
  ["medium", "critical", "high"],
  ["high", "low", "medium"],
  ["high", "high", "high"],
  ["high", "critical", "critical"],
  ["critical", "low", "high"],
  ["critical", "medium", "critical"],
])("gives severity %s and priority %s the urgency %s", async (severity, priority, urgency) => {
  await using splunkd = await startStandIn();
  const event = `| makeresults | eval severity="${severity}", priority="${priority}"`;
  expect(await search(splunkd, `${event} | \`get_urgency\``)).toMatchObject([{ urgency }]);
});

it("runs the query of a public client, with scores of risk and titles filled", async () => {
  await using splunkd = await startStandIn();
  await post(splunkd, "notable", '1800000000, event_id="E", rule_title="on $dest$", dest="web1"');
  await post(splunkd, "risk", '1800000000, risk_object="web1", risk_score="40"');
  await post(splunkd, "risk", '1800000000, risk_object="web1", risk_score="20"');
  const query =
    "search `notable` | eval rule_name=if(isnull(rule_name),source,rule_name) | `get_urgency` | `risk_correlation` | expandtoken";
  expect(await search(splunkd, query)).toMatchObject([
    { rule_title: "on web1", rule_name: "www", dest_risk_score: "60", urgency: "low" },
  ]);
});
