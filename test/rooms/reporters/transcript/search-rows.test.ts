import { expect, it } from "vitest";
import { plain } from "../../../../src/reporters/text/paint.ts";
import { searchRows } from "../../../../src/reporters/transcript/search-rows.ts";
import type { SearchRun } from "../../../../src/run-search.ts";

const run = (parts: Partial<SearchRun>): SearchRun => ({
  schema: "ar-sim/search/1",
  search: "| makeresults",
  sid: "1700000000.1",
  error: null,
  fields: ["a", "b"],
  rows: [],
  rowCount: parts.rows?.length ?? 0,
  sendalerts: [],
  notables: [],
  effects: [],
  problems: [],
  ...parts,
});

it("shows values of a multivalue field one below the other", () => {
  expect(searchRows(run({ rows: [{ a: ["x", "y"], b: "z" }] }), plain)).toBe(`┌───┬───┐
│ a │ b │
├───┼───┤
│ x │ z │
│ y │   │
└───┴───┘
1 result
`);
});

it("shows the first hundred of many rows, and how many there are", () => {
  const rows = Array.from({ length: 300 }, (_, n) => ({ a: String(n) }));
  const text = searchRows(run({ rows, rowCount: 5000 }), plain);
  expect(text.split("\n")).toHaveLength(106);
  expect(text).toMatch(/5000 results, the first 100 shown\n$/);
});

it("cuts what is too wide, and lets nothing write on the terminal", () => {
  const text = searchRows(run({ rows: [{ a: "x".repeat(500), b: "\u001b[2J" }] }), plain);
  expect(text).toContain(`${"x".repeat(79)}…`);
  expect(text).not.toContain("\u001b");
});

it("shows what ended the search instead of rows", () => {
  const error = "Error in 'sendalert' command: Alert script returned error code 2.";
  expect(searchRows(run({ error }), plain)).toBe(`${error}\n`);
  expect(searchRows(run({}), plain)).toBe("No results found.\n");
});

it("shows the notable events", () => {
  const notables = [{ event_id: "e", rule_title: "T", _raw: "hidden" }];
  expect(searchRows(run({ rows: [{ a: "1" }], notables }), plain)).toMatch(
    /\nnotable event\n {2}event_id {4}e\n {2}rule_title {2}T\n$/,
  );
});

it("shows the first hundred of many values, and how many there are", () => {
  const a = Array.from({ length: 4000 }, (_, number) => `v${number}`);
  const text = searchRows(run({ rows: [{ a, b: "z" }] }), plain);
  expect(text).toContain("│ v99 ");
  expect(text).not.toContain("v100 ");
  expect(text).toContain("│ … 3900 more │");
});
