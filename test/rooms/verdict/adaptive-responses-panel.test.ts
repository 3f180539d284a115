import { expect, it } from "vitest";
import { fillPanel } from "../../../src/verdict/adaptive-responses-panel.ts";
import { event, message, sampleRun } from "../../support/samples/sample-run.ts";

const notable = {
  origSid: "scheduler__a__b__c_at_1_2",
  origRid: "7",
  label: "My action",
  drilldownUri: "view?sid=$sid$&rid=$rid$&x=$unknown$",
};
const mine = { ...message, origSid: notable.origSid, origRid: notable.origRid };

it("joins an ad hoc run on orig_sid and orig_rid, with its latest status and its results", () => {
  const panel = fillPanel(
    sampleRun({
      messages: [
        mine,
        { ...mine, signature: "working", status: "pending" },
        { ...mine, signature: "done", status: "success" },
        { ...mine, rid: "1", signature: "another row", status: "failure" },
      ],
      events: [
        { ...event, fields: { orig_sid: notable.origSid, orig_rid: "7" } },
        { ...event, fields: { orig_sid: notable.origSid, orig_rid: "8" } },
        { ...event, fields: { orig_sid: notable.origSid, orig_rid: "7" }, tags: [] },
      ],
    }),
    notable,
  );
  expect(panel.rows).toEqual([
    {
      response: "My action",
      mode: "adhoc",
      time: message.time,
      user: "admin",
      status: "success",
      results: 1,
      drilldown: `view?sid=${notable.origSid}&rid=7&x=$unknown$`,
    },
  ]);
  expect(panel.emptyBecause).toBeNull();
});

it("shows an action of the same search on the same row", () => {
  const messages = [{ ...message, sid: notable.origSid, rid: "7" }];
  expect(fillPanel(sampleRun({ messages }), notable).rows).toHaveLength(1);
});

it("fills the tokens of a drilldown of the action's own", () => {
  const drilldownUri =
    "../search/search?q=$orig_sid$ $orig_rid$ $sid$ $rid$ $action_name$&earliest=$earliest$&latest=$latest$&t=$time$";
  const panel = fillPanel(sampleRun({ messages: [mine] }), { ...notable, drilldownUri });
  expect(panel.rows[0]?.drilldown).toBe(
    `../search/search?q=${notable.origSid} 7 ${notable.origSid} 7 my_action&earliest=1700000000&latest=now&t=1700000000`,
  );
});

it("shows the newest first, and what was invoked twice within a second once", () => {
  const messages = [mine, mine, { ...mine, time: "2023-11-14 22:14:00,000+0000" }];
  const { rows } = fillPanel(sampleRun({ messages }), notable);
  expect(rows.map(({ time }) => time)).toEqual(["2023-11-14 22:14:00,000+0000", mine.time]);
});

it("counts results by the ids of the notable alone, as its link finds them, and only the action's own", () => {
  const own = { orig_sid: notable.origSid, orig_rid: notable.origRid };
  const events = [
    { ...event, fields: { ...own, orig_action_name: "my_action" } },
    { ...event, fields: { ...own, orig_action_name: "other" } },
    { ...event, fields: { orig_sid: mine.sid, orig_rid: mine.rid } },
    { ...event, fields: { sid: notable.origSid, rid: notable.origRid } },
  ];
  expect(fillPanel(sampleRun({ messages: [mine], events }), notable).rows[0]?.results).toBe(1);
});

it("stays empty for a row without orig_sid and orig_rid, and says so", () => {
  const messages = [{ ...message, origSid: "", origRid: "" }];
  const panel = fillPanel(sampleRun({ messages }), { ...notable, origSid: "", origRid: "" });
  expect(panel).toEqual({ rows: [], emptyBecause: expect.stringMatching(/no orig_sid/) });
});

it("opens the results where the action has no drilldown of its own", () => {
  const panel = fillPanel(sampleRun({ messages: [mine] }), { ...notable, drilldownUri: undefined });
  expect(panel.rows[0]?.drilldown).toBe(
    `search?q=search tag=modaction_result orig_sid=${notable.origSid} orig_rid=7 orig_action_name=my_action`,
  );
});

it.each([
  ["nothing was logged", [], /no line of a \*_modalert\.log/],
  [
    "invoke() was never called",
    [{ ...mine, signature: "done" }],
    /call invoke\(\) for each result/,
  ],
  ["the action has no name", [{ ...mine, actionName: "" }], /no action_name/],
  ["the row was not taken up", [message], /call update\(result\) before invoke\(\)/],
] as const)("tells why the panel stays empty when %s", (_, messages, why) => {
  const panel = fillPanel(sampleRun({ messages }), notable);
  expect(panel.rows).toEqual([]);
  expect(panel.emptyBecause).toMatch(why);
});
