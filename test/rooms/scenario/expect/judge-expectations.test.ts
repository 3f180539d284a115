import { expect, it } from "vitest";
import type { Expect } from "../../../../src/scenario/expect/expect.ts";
import { judgeExpectations } from "../../../../src/scenario/expect/judge-expectations.ts";
import {
  event,
  invocation,
  message,
  sampleTranscript,
} from "../../../support/samples/sample-run.ts";

const call = {
  at: "2026-01-01T00:00:00.000Z",
  method: "GET",
  path: "/services/server/info",
  query: "output_mode=json",
  status: 200,
  durationMs: 1,
  user: "admin",
  known: true,
};

it("tells whether the action was triggered, and what held it back", () => {
  const reasons = [{ id: "condition", status: "fail", message: "2 events" }] as const;
  const held = sampleTranscript({ verdict: { status: "not-triggered", reasons } });
  expect(judgeExpectations(held, { triggers: false })).toEqual([]);
  expect(judgeExpectations(held, { triggers: true })).toEqual([
    {
      at: "triggers",
      message: "the action is not triggered",
      expected: "true",
      actual: "false",
      because: ["2 events"],
    },
  ]);
  expect(judgeExpectations(run, { triggers: true })).toEqual([]);
  expect(judgeExpectations(run, { triggers: false })).toMatchObject([
    { at: "triggers", message: "the action is triggered" },
  ]);
  expect(judgeExpectations(held)).toMatchObject([{ at: "verdict", message: "2 events" }]);
});

const run = sampleTranscript({
  invocations: [
    { ...invocation, stderr: "INFO begun\nWARN slow\n", stdout: "out", durationMs: 40 },
  ],
  events: [
    event,
    { ...event, raw: "2", fields: { status: "failed", hosts: ["a", "b"] }, tags: [] },
  ],
  messages: [message, { ...message, signature: "pinged", status: "success", fields: { n: "3" } }],
  rest: [call],
  verdict: {
    status: "fail",
    reasons: [
      { id: "started", status: "pass", message: "the script was started" },
      {
        id: "modaction-result",
        status: "fail",
        message: "not found",
        because: ["no tag"],
        hint: "Tag it.",
      },
    ],
  },
});

const wrong = (wanted?: Expect): string[] =>
  judgeExpectations(run, wanted).map((one) => `${one.at}: ${one.message}`);

it.each<[Expect]>([
  [{ verdict: "fail" }],
  [{ verdict: { reasons: { started: "pass", "modaction-result": "fail" } } }],
  [{ exit: 0, timedOut: false, runs: 1, duration: "1s" }],
  [{ exit: [0], runs: { min: 1, max: 2 }, duration: { min: "10ms", max: 1 } }],
  [{ stderr: "WARN slow", stdout: { equals: "out\n" }, payload: { contains: ["sid", "1700"] } }],
  [
    {
      stderr: { matches: "^INFO", notMatches: ["ERROR", "^x"], notContains: "FATAL", empty: false },
    },
  ],
  [{ logs: "…", command: "sendalert my_action" }],
  [{ logs: { "my_action_modalert.log": { contains: "…" }, "other.log": { empty: true } } }],
  [{ messages: "pinged" }],
  [
    {
      messages: [
        { status: "success", fields: { n: "3" } },
        { level: "INFO", count: 2 },
      ],
    },
  ],
  [{ messages: { signature: "nothing of the kind", count: 0 } }],
  [{ events: 2 }],
  [{ events: { count: { min: 1 }, index: "main", sourcetype: { matches: "^my:" } } }],
  [{ events: { any: { tagged: "modaction_result", fields: { status: "done" } } } }],
  [{ events: { any: [{ raw: "2" }, { fields: { hosts: { equals: ["a", "b"] } } }] } }],
  [{ events: { each: { fields: { status: "true", gone: "false", host: "sh1" } } } }],
  [{ events: { none: { fields: { status: "waiting" } } } }],
  [{ rest: "GET /services/server/*" }],
  [{ rest: { made: [{ path: "/services/server/info?output_mode=json" }], notMade: "POST /x" } }],
  [{ rest: { method: "get", status: 200, count: 1 } }],
])("holds: %j", (wanted) => {
  expect(wrong(wanted)).toEqual([]);
});

it.each<[Expect, string[]]>([
  [{ exit: 1 }, ["exit: exit code differs: expected 1, got 0"]],
  [{ exit: [0, 0] }, ["exit: exit code differs: expected [0, 0], got 0"]],
  [{ timedOut: true }, ["timedOut: the script ended in time"]],
  [{ duration: "10ms" }, ["duration: the script took too long"]],
  [{ duration: { min: "1m" } }, ["duration: the script ended too soon"]],
  [{ runs: 2 }, ["runs: number of starts differs: expected 2, got 1"]],
  [{ stderr: "ERROR" }, ["stderr: stderr does not contain `ERROR`"]],
  [
    { stdout: { equals: "other", empty: true } },
    ["stdout.equals: stdout differs: expected other, got out", "stdout.empty: stdout is not empty"],
  ],
  [
    { stdout: { matches: "^x", notContains: "ou" } },
    ["stdout.notContains: stdout contains `ou`", "stdout.matches: stdout does not match `^x`"],
  ],
  [{ logs: { "none.log": "x" } }, ["logs.none.log: there is no log none.log"]],
  [
    { messages: { signature: "pinged", count: 2 } },
    ['messages: number of messages with signature="pinged" differs: expected 2, got 1'],
  ],
  [{ messages: ["other"] }, ['messages[0]: no message matches signature="other"']],
  [{ events: 3 }, ["events.count: number of events differs: expected 3, got 2"]],
  [
    { events: { each: { fields: { status: "done" } } } },
    ["events.each.fields.status: field `status` differs: expected done, got failed (event 2 of 2)"],
  ],
  [
    { events: { any: [{ raw: "2" }, { host: "x" }] } },
    ["events.any[1]: none of the 2 events matches"],
  ],
  [{ events: { none: { index: "main" } } }, ["events.none: event 1 matches, but no event may"]],
  [
    { events: { tagged: "modaction_result" } },
    ["events.tagged: the event is not tagged `modaction_result` (event 2 of 2)"],
  ],
  [{ rest: "POST /services/x" }, ["rest: the action did not call POST /services/x"]],
  [
    { rest: { notMade: ["/services/server/info"] } },
    ["rest.notMade[0]: the action made a call that it must not make: /services/server/info"],
  ],
  [{ problems: ["INVOKE_ROWS_CAPPED"] }, ["problems: the run does not report INVOKE_ROWS_CAPPED"]],
  [{ verdict: "not-applicable" }, ["verdict: verdict differs: expected not-applicable, got fail"]],
  [
    { verdict: { reasons: { started: "fail", other: "pass" } } },
    [
      "verdict.reasons.started: reason `started` differs: expected fail, got pass",
      "verdict.reasons.other: the verdict has no reason `other`",
    ],
  ],
])("does not hold: %j", (wanted, told) => {
  expect(wrong(wanted)).toEqual(told);
});

it("wants the action's own verdict to pass when nothing is expected, and gives its reasons", () => {
  expect(judgeExpectations(run)).toEqual([
    { at: "verdict", message: "not found", because: ["no tag"], hint: "Tag it." },
  ]);
  expect(judgeExpectations(sampleTranscript())).toEqual([]);
});

it("gives what was expected and what came, and the chain of the verdict for a missing tag", () => {
  expect(judgeExpectations(run, { exit: 3 })).toMatchObject([{ expected: "3", actual: "0" }]);
  const [tag] = judgeExpectations(run, { events: { each: { tagged: "modaction_result" } } });
  expect(tag?.because).toEqual(["no tag"]);
});

it("tells the values of a multivalue field as a list", () => {
  const wanted = { events: { any: { fields: { hosts: { equals: ["a"] } } } } };
  const [told] = judgeExpectations(run, wanted);
  expect(told?.because).toEqual(["closest event: there is no field `hosts`"]);
  const each = { events: { each: { fields: { tag: { equals: ["x", "y"] } } } } };
  expect(judgeExpectations(run, each)[0]?.expected).toBe("[x, y]");
});

it("does not hold for each event when there is none", () => {
  const none = sampleTranscript({ events: [] });
  expect(judgeExpectations(none, { events: { each: {}, any: { raw: "x" } } })).toMatchObject([
    { at: "events.each", message: "no event was written" },
    { at: "events.any", message: "no event was written" },
  ]);
});

it("takes names that JavaScript knows for names like any other", () => {
  const told = judgeExpectations(run, {
    events: { any: { fields: { constructor: "x", __proto__x: "false" } } },
    messages: { fields: { toString: "x" } },
  });
  expect(told.map((one) => one.at)).toEqual(["messages", "events.any"]);
});
