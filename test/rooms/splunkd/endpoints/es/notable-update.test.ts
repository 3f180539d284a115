// Enterprise Security's endpoint for the triage of notable events, as SOAR clients post to it.
import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const REVIEWS = "/servicesNS/nobody/SA-ThreatIntelligence/storage/collections/data/incident_review";

type Form = readonly [string, string][];

async function serve() {
  const splunkd = await startStandIn({
    fixtures: { users: [{ name: "ann", roles: ["user"], password: "secret" }] },
  });
  const triage = async (form: Form, authorization?: string) => {
    const body = new URLSearchParams([...form]);
    const how = authorization === undefined ? { body } : { body, authorization };
    const { status, text } = await askSplunkd(splunkd, "POST", "/services/notable_update", how);
    return { status, text, json: text.startsWith("<") ? undefined : JSON.parse(text) };
  };
  const reviews = async () => JSON.parse((await askSplunkd(splunkd, "GET", REVIEWS)).text);
  return { splunkd, triage, reviews, [Symbol.asyncDispose]: () => splunkd[Symbol.asyncDispose]() };
}

it("updates the notable events that are named, and keeps each review", async () => {
  await using served = await serve();
  const { status, json } = await served.triage([
    ["ruleUIDs", "A@@notable@@1"],
    ["ruleUIDs", "A@@notable@@2"],
    ["status", "2"],
    ["urgency", "high"],
    ["newOwner", "ann"],
    ["disposition", "disposition:1"],
    ["comment", "looked at"],
  ]);
  expect(status).toBe(200);
  expect(json).toEqual({
    success: true,
    message: "2 events updated successfully",
    details: {},
    success_count: 2,
    failure_count: 0,
    warnings: [],
  });
  const told = await served.reviews();
  expect(told).toHaveLength(2);
  expect(told[0]).toMatchObject({
    rule_id: "A@@notable@@1",
    status: "2",
    urgency: "high",
    owner: "ann",
    disposition: "disposition:1",
    comment: "looked at",
    user: "admin",
  });
});

it("updates the notable events that a search found, or those of them that are named", async () => {
  await using served = await serve();
  const search = '| makeresults count=2 | streamstats count | eval event_id="E".count';
  const made = await askSplunkd(served.splunkd, "POST", "/services/search/jobs?output_mode=json", {
    body: new URLSearchParams({ search }),
  });
  const { sid } = JSON.parse(made.text);
  const all = await served.triage([
    ["searchID", sid],
    ["comment", "all"],
  ]);
  expect(all.json.success_count).toBe(2);
  const some = await served.triage([
    ["searchID", sid],
    ["ruleUIDs", "E2"],
    ["ruleUIDs", "E9"],
  ]);
  expect(some.json).toMatchObject({ success: true, message: "1 event updated successfully" });
  expect((await served.triage([["searchID", "none"]])).status).toBe(404);
});

it.each<[Form, string]>([
  [[["comment", "to whom"]], "Either ruleUIDs or searchID"],
  [
    [
      ["ruleUIDs", "E1"],
      ["newOwner", "stranger"],
    ],
    "ValueError: Invalid owner value.",
  ],
  [
    [
      ["ruleUIDs", "E1"],
      ["status", "closed"],
    ],
    "Invalid status",
  ],
  [
    [
      ["ruleUIDs", "E1"],
      ["urgency", "dire"],
    ],
    "Invalid urgency",
  ],
  [
    [
      ["ruleUIDs", "E1"],
      ["disposition", "3"],
    ],
    "Invalid disposition",
  ],
])("refuses %j", async (form, text) => {
  await using served = await serve();
  const { status, json } = await served.triage(form);
  expect(status).toBe(400);
  expect(json).toContain(text);
  expect(await served.reviews()).toEqual([]);
});

it("is for those who may edit notable events", async () => {
  await using served = await serve();
  const ann = `Basic ${Buffer.from("ann:secret").toString("base64")}`;
  const { status, text } = await served.triage([["ruleUIDs", "E1"]], ann);
  expect(status).toBe(403);
  expect(text).toContain("edit_notable_events");
});

it("lets searches see the reviews", async () => {
  await using served = await serve();
  await served.triage([
    ["ruleUIDs", "E1"],
    ["status", "5"],
  ]);
  const search = "| `incident_review` | search status=5 | table rule_id, user";
  const { text } = await askSplunkd(served.splunkd, "POST", "/services/search/jobs/oneshot", {
    body: new URLSearchParams({ search, output_mode: "json" }),
  });
  expect(JSON.parse(text).results).toEqual([{ rule_id: "E1", user: "admin" }]);
});
