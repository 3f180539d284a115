import { expect, it } from "vitest";
import { judge } from "../../../src/verdict/judge.ts";
import type { HiddenObject } from "../../../src/addon/visibility/find-hidden.ts";
import type { RunRecord, Yardstick } from "../../../src/verdict/yardstick.ts";
import { NO_TIME } from "../../../src/events/event-notes.ts";
import { event, invocation, message, sampleRun } from "../../support/samples/sample-run.ts";

const yardstick: Yardstick = {
  isAdaptiveResponse: true,
  isInterrupted: false,
  heldBack: [],
  resultEventtypes: ["my_action_modaction_result"],
  hidden: { action: undefined, eventtypes: new Map() },
  whyNoneIsTagged: () => ["tags.conf tags nothing"],
  explain: ({ raw }) => ({ reasons: [`${raw} misses a clause`], fields: ["sourcetype"] }),
};

const verdictOf = (changes: Partial<RunRecord>, measure: Partial<Yardstick> = {}) =>
  judge(sampleRun(changes), { ...yardstick, ...measure });

const statusOf = (id: string, changes: Partial<RunRecord>, measure: Partial<Yardstick> = {}) =>
  verdictOf(changes, measure).reasons.find((reason) => reason.id === id)?.status;

it("passes a run in which all went well", () => {
  const verdict = verdictOf({});
  expect(verdict.status).toBe("pass");
  expect(verdict.reasons.map((reason) => `${reason.id} ${reason.status}`)).toEqual([
    "started pass",
    "in-time pass",
    "exit pass",
    "invocation-logged pass",
    "events-written pass",
    "modaction-result pass",
  ]);
});

it("says where to look for the reason of an exit code", () => {
  const hintOf = (changes: Partial<RunRecord>) =>
    verdictOf(changes).reasons.find(({ id }) => id === "exit")?.hint;
  const silent = { ...invocation, exitCode: 2, stderr: "", stdout: "\n" };
  const log = { file: "ping.log", text: "boom\n", omittedBytes: 0 };
  const says = expect.stringContaining("What the script wrote says why");
  expect(hintOf({ invocations: [{ ...silent, stdout: "boom" }], logs: [] })).toEqual(says);
  expect(hintOf({ invocations: [silent], logs: [log] })).toEqual(says);
  expect(hintOf({ invocations: [silent], logs: [] })).toContain("Let the script write to stderr");
});

it("says first of all that the script could not be started", () => {
  const verdict = verdictOf({
    invocations: [{ ...invocation, exitCode: null, startError: "ENOENT" }],
  });
  expect(verdict.status).toBe("fail");
  expect(verdict.reasons[0]).toMatchObject({ id: "started", status: "fail" });
});

it("fails an action that ended non-zero", () => {
  expect(statusOf("exit", { invocations: [{ ...invocation, exitCode: 2 }] })).toBe("fail");
});

it("fails an action that was killed at maxtime, once", () => {
  const killed = { ...invocation, exitCode: null, signal: "SIGKILL", timedOut: true };
  const verdict = verdictOf({ invocations: [killed] });
  expect(verdict.reasons.find((reason) => reason.id === "in-time")?.status).toBe("fail");
  expect(verdict.reasons.some((reason) => reason.id === "exit")).toBe(false);
});

it("tells which result a per-result run failed on", () => {
  const runs = [
    { ...invocation, resultId: 0 },
    { ...invocation, resultId: 1, exitCode: 3 },
  ];
  const reason = verdictOf({ invocations: runs }).reasons.find(({ id }) => id === "exit");
  expect(reason?.message).toContain("for result 1");
});

it("fails a run that logged no invocation, and says where the logs went", () => {
  const verdict = verdictOf({
    messages: [],
    logs: [{ file: "mine.log", text: "", omittedBytes: 0 }],
  });
  const reason = verdict.reasons.find(({ id }) => id === "invocation-logged");
  expect(reason?.status).toBe("fail");
  expect(reason?.because?.join(" ")).toContain("mine.log");
});

it("does not count what a failed script did not come to", () => {
  const invocations = [{ ...invocation, exitCode: 1 }];
  const { reasons } = verdictOf({ messages: [], events: [], invocations });
  expect(reasons.filter(({ status }) => status === "fail").map(({ id }) => id)).toEqual(["exit"]);
  expect(statusOf("invocation-logged", { messages: [], events: [], invocations })).toBe(
    "not-applicable",
  );
});

it("warns of an invocation under another action name", () => {
  expect(statusOf("action-name", { messages: [{ ...message, actionName: "other" }] })).toBe("warn");
});

it("warns of a success that was logged as failure, and of the opposite", () => {
  const failure = { ...message, signature: "x", status: "failure" };
  expect(statusOf("status", { messages: [message, failure] })).toBe("warn");
  const success = { ...message, signature: "x", status: "success" };
  const bad = [{ ...invocation, exitCode: 3 }];
  expect(statusOf("status", { messages: [message, success], invocations: bad })).toBe("warn");
});

it("fails events that no tagged eventtype matches, with the chain of reasons", () => {
  const lost = { ...event, raw: "lost", tags: [], eventtypes: [] };
  const reason = verdictOf({ events: [event, lost] }).reasons.find(
    ({ id }) => id === "modaction-result",
  );
  expect(reason).toMatchObject({ status: "fail", because: ["lost misses a clause"] });
  expect(reason?.message).toContain("1 of 2 events");
});

it("fails when nothing is written although an eventtype promises results", () => {
  expect(statusOf("events-written", { events: [] })).toBe("fail");
  expect(statusOf("events-written", { events: [] }, { resultEventtypes: [] })).toBe("warn");
});

it("fails when no eventtype is tagged at all, says why, and names the eventtype to tag", () => {
  const untagged = { ...event, tags: [], eventtypes: ["mine"] };
  const reason = verdictOf({ events: [untagged] }, { resultEventtypes: [] }).reasons.find(
    ({ id }) => id === "modaction-result",
  );
  expect(reason).toMatchObject({ status: "fail", because: ["tags.conf tags nothing"] });
  expect(reason?.hint).toContain("[eventtype=mine] modaction_result = enabled in tags.conf");
});

it("tells a reason that many events share once, and counts where they differ", () => {
  const lost = { ...event, tags: [], eventtypes: [] };
  const explain: Yardstick["explain"] = ({ raw }) => ({
    reasons: [Number(raw) < 2 ? "wrong index" : "no user"],
    fields: [],
  });
  const because = (events: number) =>
    verdictOf(
      { events: Array.from({ length: events }, (_, raw) => ({ ...lost, raw: String(raw) })) },
      { explain },
    ).reasons.find(({ id }) => id === "modaction-result")?.because;
  expect(because(2)).toEqual(["wrong index"]);
  expect(because(5)).toEqual(["2 events:", "  wrong index", "3 events:", "  no user"]);
});

it.each([
  ["sourcetype", /addevent\(\)/],
  ["index", /writeevents\(\) \(default: summary\)/],
  ["source", /the source given to writeevents\(\)/],
  ["user", /into the events/],
])("hints at where a clause on %s is mended", (field, hint) => {
  const lost = { ...event, tags: [], eventtypes: [] };
  const reason = verdictOf(
    { events: [lost] },
    { explain: () => ({ reasons: [], fields: [field] }) },
  ).reasons.find(({ id }) => id === "modaction-result");
  expect(reason?.hint).toMatch(hint);
});

it("warns of events that cannot be joined to their search", () => {
  expect(statusOf("linked", { events: [{ ...event, fields: {} }] })).toBe("warn");
});

it("warns of an orig_rid that is no row of the results", () => {
  const fields = { ...event.fields, orig_rid: "7" };
  expect(statusOf("linked", { events: [{ ...event, fields }] })).toBe("warn");
  expect(statusOf("linked", { events: [{ ...event, fields }], rows: 8 })).toBeUndefined();
  const ofNotable = { orig_sid: "scheduler__x", orig_rid: "7" };
  expect(statusOf("linked", { events: [{ ...event, fields: ofNotable }] })).toBeUndefined();
});

it("passes on remarks on events, but not that they tell no time", () => {
  const notes = ["no indexes.conf at hand defines the index x", NO_TIME];
  const { reasons } = verdictOf({ events: [{ ...event, notes }, event] });
  expect(reasons.filter(({ id }) => id === "event-note")).toEqual([
    {
      id: "event-note",
      status: "warn",
      message: `1 event: ${notes[0]}`,
      hint: expect.stringContaining("writeevents()"),
    },
  ]);
});

it("does not ask a plain alert action for results", () => {
  const verdict = verdictOf({ messages: [], events: [] }, { isAdaptiveResponse: false });
  expect(verdict.status).toBe("pass");
  expect(statusOf("modaction-result", {}, { isAdaptiveResponse: false })).toBe("not-applicable");
});

it("has nothing to say of a dry run", () => {
  expect(verdictOf({ started: false }).status).toBe("not-applicable");
});

it("does not judge a run that was interrupted", () => {
  const verdict = verdictOf({}, { isInterrupted: true });
  expect(verdict.status).toBe("not-applicable");
  expect(verdict.reasons.map(({ id }) => id)).toEqual(["interrupted"]);
});

it("fails a param._cam that is no JSON", () => {
  const where = { file: "default/alert_actions.conf", line: 4 };
  const verdict = verdictOf({
    problems: [{ code: "ADDON_BAD_CAM", message: "param._cam is not JSON", where }],
  });
  expect(verdict.status).toBe("fail");
  expect(verdict.reasons.find(({ id }) => id === "cam-readable")?.where).toEqual(where);
});

const unseen = (kind: "action" | "eventtype" | "tag", name: string): HiddenObject => ({
  kind,
  name,
  app: "TA_x",
  where: { file: "metadata/default.meta", line: 3 },
  message: `[${name}] is not exported`,
  hint: "Export it.",
});

it("warns of an action that Enterprise Security does not see, and passes", () => {
  const hidden = { action: unseen("action", "my_action"), eventtypes: new Map() };
  const verdict = verdictOf({}, { hidden });
  expect(verdict.status).toBe("pass");
  expect(verdict.reasons.at(-1)).toMatchObject({
    id: "exported",
    status: "warn",
    where: { file: "metadata/default.meta", line: 3 },
  });
  expect(verdict.reasons.at(-1)?.because?.[0]).toContain('Alert action "my_action" not found.');
});

it("says nothing of the export of a plain alert action", () => {
  const hidden = { action: unseen("action", "my_action"), eventtypes: new Map() };
  expect(statusOf("exported", {}, { hidden, isAdaptiveResponse: false })).toBeUndefined();
});

it("warns of results that only searches of their own app find, and passes", () => {
  const name = "my_action_modaction_result";
  const hidden = { action: undefined, eventtypes: new Map([[name, unseen("tag", name)]]) };
  const verdict = verdictOf({}, { hidden });
  expect(verdict.status).toBe("pass");
  expect(verdict.reasons.find(({ id }) => id === "modaction-result")).toMatchObject({
    status: "warn",
    message: `[${name}] is not exported`,
  });
});

it("finds results by an exported eventtype beside a hidden one", () => {
  const name = "my_action_modaction_result";
  const hidden = { action: undefined, eventtypes: new Map([["other", unseen("tag", "other")]]) };
  const both = { ...event, eventtypes: [name, "other"] };
  expect(
    statusOf("modaction-result", { events: [both] }, { hidden, resultEventtypes: [name, "other"] }),
  ).toBe("pass");
});

it.each([
  [{ orig_sid: "1700000000.1", orig_rid: "0" }, "warn"],
  [{ orig_sid: "scheduler__a_1", orig_rid: "8" }, "warn"],
  [{ orig_sid: "scheduler__a_1", orig_rid: "7" }, undefined],
])("warns of results that bear other ids than the notable: %j", (fields, status) => {
  const notable = { origSid: "scheduler__a_1", origRid: "7" };
  const events = [{ ...event, fields }];
  expect(statusOf("linked", { events }, { notable })).toBe(status);
});
