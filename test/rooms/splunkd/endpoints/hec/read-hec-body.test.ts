import { expect, it } from "vitest";
import { lineRules } from "../../../../../src/events/spool/break-lines.ts";
import { emptyAddon } from "../../../../../src/splunkd/search/world/empty-addon.ts";
import { HecAcks } from "../../../../../src/splunkd/endpoints/hec/hec-acks.ts";
import { authorizeHec, type HecToken } from "../../../../../src/splunkd/endpoints/hec/hec-token.ts";
import {
  readHecEvents,
  readHecRaw,
  type HecRequest,
} from "../../../../../src/splunkd/endpoints/hec/read-hec-body.ts";

const token: HecToken = {
  name: "mine",
  token: "abc",
  isDisabled: false,
  indexes: [],
  useAck: false,
  allowQueryStringAuth: false,
};

const request: HecRequest = {
  path: "/services/collector/event",
  token,
  defaults: {},
  sentTo: "127.0.0.1:8088",
  isIndex: (name) => name !== "nowhere",
  linesOf: (posted) => lineRules(emptyAddon(), posted),
  first: 0,
};

it.each([
  ['{"event":"a"}{"event":"b"}'],
  ['{"event":"a"}\n\n{"event":"b"}\n'],
  ['[{"event":"a"},{"event":"b"}]'],
  ['  {"event":"a"} \r\n\t{"event":"b", "fields":{"x":"}{"}}'],
])("takes the batch %j", (body) => {
  const { events, refused } = readHecEvents(body, request);
  expect(refused).toBeUndefined();
  expect(events.map((event) => event.raw)).toEqual(["a", "b"]);
});

it("fills in what the envelope leaves out: arguments, then the token, then Splunk's own", () => {
  const given = {
    ...request,
    defaults: { sourcetype: "asked" },
    token: { ...token, index: "dev" },
  };
  const [event] = readHecEvents('{"event":{"a":1},"time":"17.5"}', given).events;
  expect(event).toMatchObject({
    raw: '{"a":1}',
    time: 17.5,
    index: "dev",
    sourcetype: "asked",
    source: "http:mine",
    host: "127.0.0.1:8088",
  });
  expect(readHecEvents('{"event":"x"}', request).events[0]?.sourcetype).toBe("httpevent");
});

it.each([
  ["", 400, 5, undefined],
  [" \n", 400, 5, undefined],
  ["[]", 400, 5, undefined],
  ["{", 400, 6, 0],
  ["hello", 400, 6, 0],
  ['{"event":"a"} oops', 400, 6, 1],
  ['{"event":"a"}{"event":"b', 400, 6, 1],
  ['{"event": a}', 400, 6, 0],
  ['{"index":"main"}', 400, 12, 0],
  ['{"event":"a"}{"sourcetype":"x"}', 400, 12, 1],
  ['{"event":""}', 400, 13, 0],
  ['{"event":null}', 400, 13, 0],
  ['{"event":"a","index":"nowhere"}', 400, 7, 0],
  ['{"event":"a","time":"soon"}', 400, 15, 0],
  ['{"event":"a","time":1e300}', 400, 15, 0],
  ['{"event":"a","fields":{"x":{"y":1}}}', 400, 15, 0],
  [`{"event":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 400, 6, 0],
])("answers %.40j with %i and code %i", (body, status, code, number) => {
  const { refused } = readHecEvents(body, request);
  expect(refused?.status).toBe(status);
  expect(refused?.body["code"]).toBe(code);
  expect(refused?.body["invalid-event-number"]).toBe(number);
});

it("takes the events before a bad one", () => {
  expect(readHecEvents('{"event":"a"}{', request).events.map(({ raw }) => raw)).toEqual(["a"]);
});

it("lets a token only into its own indexes", () => {
  const narrow = { ...request, token: { ...token, indexes: ["a"] } };
  expect(readHecEvents('{"event":1,"index":"a"}', narrow).refused).toBeUndefined();
  expect(readHecEvents('{"event":1,"index":"b"}', narrow).refused?.body["code"]).toBe(7);
});

it("takes each line of a raw body for an event", () => {
  const { events } = readHecRaw("one\r\ntwo\n\n", { ...request, first: 5 });
  expect(events.map((event) => [event.raw, event.origin.number])).toEqual([
    ["one", 5],
    ["two", 6],
  ]);
  expect(readHecRaw("\n", request).refused?.body["code"]).toBe(5);
});

it.each([
  [undefined, undefined, 2],
  [undefined, "abc", 16],
  ["Splunk", undefined, 3],
  ["Digest abc", undefined, 3],
  ["Splunk nope", undefined, 4],
  ["Splunk old", undefined, 1],
])("refuses the authorization %j with the query's token %j by code %i", (header, query, code) => {
  const find = (text: string): HecToken | undefined =>
    text === "abc" ? token : text === "old" ? { ...token, isDisabled: true } : undefined;
  expect(() => authorizeHec(header, query, find)).toThrow(
    expect.objectContaining({
      answer: expect.objectContaining({ body: expect.objectContaining({ code }) }),
    }),
  );
});

it.each(["Splunk abc", "splunk abc", "Bearer abc", `Basic ${btoa("x:abc")}`])(
  "accepts %s",
  (header) => {
    expect(authorizeHec(header, undefined, (text) => (text === "abc" ? token : undefined))).toBe(
      token,
    );
  },
);

it("acknowledges what a channel posted, once", () => {
  const acks = new HecAcks();
  expect([acks.add("t", "one"), acks.add("t", "one"), acks.add("t", "two")]).toEqual([0, 1, 0]);
  expect(acks.ask("t", "one", [0, 1, 7])).toEqual({ 0: true, 1: true, 7: false });
  expect(acks.ask("t", "one", [0])).toEqual({ 0: false });
});
