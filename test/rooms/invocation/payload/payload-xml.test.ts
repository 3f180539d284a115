import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import type { Payload } from "../../../../src/invocation/payload/payload.ts";
import { payloadXml } from "../../../../src/invocation/payload/payload-xml.ts";

const payload: Payload = {
  keys: [
    ["app", "search"],
    ["search_name", `a <b> & "c" 'd'`],
  ],
  searchName: `a <b> & "c" 'd'`,
  params: new Map([
    ["b", "1 < 2"],
    ["A", ""],
  ]),
  row: { user: ["ann", "ben"], _time: "1" },
};
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  processEntities: true,
});

it("wraps the keys in <alert> and the parameters in a stanza, escaped and in byte order", () => {
  const { alert } = parser.parse(payloadXml(payload, false));
  expect(alert.search_name).toBe(`a <b> & "c" 'd'`);
  expect(alert.configuration.stanza["@_name"]).toBe(`a <b> & "c" 'd'`);
  expect(alert.configuration.stanza.param).toEqual([
    { "@_name": "A" },
    { "#text": "1 < 2", "@_name": "b" },
  ]);
  expect(alert.result).toBeUndefined();
});

it("holds the first row where that is asked for", () => {
  const { alert } = parser.parse(payloadXml(payload, true));
  expect(alert.result.field).toEqual([
    { "@_k": "_time", value: "1" },
    { "@_k": "user", value: ["ann", "ben"] },
  ]);
});

it("writes an empty stanza where there is no parameter", () => {
  const text = payloadXml({ ...payload, params: new Map(), searchName: "" }, false);
  expect(text).toContain('<stanza name=""/>');
});

it("stays XML whatever a parameter holds", () => {
  const text = payloadXml({ ...payload, params: new Map([["p", "a\u0000b\u001bc\ufffe"]]) }, false);
  expect(parser.parse(text).alert.configuration.stanza.param["#text"]).toBe(
    "a\ufffdb\ufffdc\ufffd",
  );
});
