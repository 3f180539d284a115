import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import {
  exportLines,
  renderResults,
} from "../../../../../src/splunkd/search/results/render-results.ts";
import type { ResultSet } from "../../../../../src/splunkd/search/results/result-set.ts";

const set: ResultSet = {
  fields: ["host", "ip", "_raw"],
  rows: [
    { host: "web 1", ip: ["a", "b"], _raw: "<x> & \u0001" },
    { host: "db", _raw: "two" },
  ],
  offset: 5,
  isPreview: false,
};
const none: ResultSet = { fields: [], rows: [], offset: 0, isPreview: false };

function json(mode: string, of: ResultSet = set): unknown {
  const body = renderResults(mode, of)?.body ?? "";
  expect(body).not.toContain("\n");
  return JSON.parse(body);
}

it("gives rows as objects, as lists and by column", () => {
  expect(json("json")).toMatchObject({
    preview: false,
    init_offset: 5,
    fields: [{ name: "host" }, { name: "ip" }, { name: "_raw" }],
    results: [{ ip: ["a", "b"] }, { host: "db" }],
  });
  expect(json("json_rows")).toMatchObject({
    fields: ["host", "ip", "_raw"],
    rows: [
      ["web 1", ["a", "b"], expect.any(String)],
      ["db", null, "two"],
    ],
  });
  expect(json("json_cols")).toMatchObject({
    columns: [["web 1", "db"], [["a", "b"], null], expect.any(Array)],
  });
  expect(json("json_rows", none)).toMatchObject({ fields: [], rows: [] });
});

it("gives CSV with a header, and nothing at all without a field", () => {
  expect(renderResults("csv", set)?.body.split("\n").slice(0, 2)).toEqual([
    'host,ip,"_raw"',
    '"web 1","a',
  ]);
  expect(renderResults("csv", none)?.body).toBe("");
});

it("gives XML that holds whatever the rows hold", () => {
  const parser = new XMLParser({ ignoreAttributes: false, trimValues: false });
  const { results } = parser.parse(renderResults("xml", set)?.body ?? "") as {
    results: { "@_preview": string; result: { "@_offset": string; field: unknown[] }[] };
  };
  expect(results["@_preview"]).toBe("0");
  expect(results.result.map((one) => one["@_offset"])).toEqual(["5", "6"]);
  expect(JSON.stringify(results.result[0]?.field)).toContain("<x> & \ufffd");
  expect(renderResults("xml", none)?.body).toContain("<results preview='0'/>");
});

it("gives the bare events, and refuses a mode that there is not", () => {
  expect(renderResults("raw", set)?.body).toBe("<x> & \u0001\ntwo\n");
  expect(renderResults("yaml", set)).toBeUndefined();
  expect(renderResults("constructor", set)).toBeUndefined();
});

it("streams one object a line for an export, and says which is the last", () => {
  const lines = exportLines(set)
    .body.trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(lines).toEqual([
    { preview: false, offset: 5, result: set.rows[0] },
    { preview: false, offset: 6, lastrow: true, result: set.rows[1] },
  ]);
  expect(exportLines(none).body).toBe('{"preview":false,"lastrow":true}\n');
});
