import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { hintForNote } from "../../../../src/events/event-notes.ts";
import { lineRules, type PostedLine } from "../../../../src/events/spool/break-lines.ts";

const props = String.raw`
[default]
TRUNCATE = 20000
[short]
TRUNCATE = 8
[endless]
TRUNCATE = 0
[semicolons]
LINE_BREAKER = (;+)
[objects]
LINE_BREAKER = \}(,\s*)\{
[broken]
LINE_BREAKER = ([
`;
const addon = loadAddonFromTree(literalTree({ "default/props.conf": props }));
const bare = loadAddonFromTree(literalTree({ "default/app.conf": "[package]\nid = bare\n" }));

function lines(text: string, sourcetype: string, of = addon): PostedLine[] {
  return lineRules(of, { source: "s", host: "h", sourcetype }).breakText(text);
}

function raws(text: string, sourcetype: string): string[] {
  return lines(text, sourcetype).map(({ raw }) => raw);
}

it("cuts a line at 10,000 bytes where nothing else is set, and says how long it was", () => {
  const [line] = lines("a".repeat(10_001), "x", bare);
  expect(line?.raw).toHaveLength(10_000);
  expect(line?.notes).toEqual(["cut at TRUNCATE = 10000 bytes: the line has 10001"]);
  expect(hintForNote(line?.notes[0] ?? "")).toContain("Raise TRUNCATE");
  expect(lines("a".repeat(10_000), "x", bare)).toEqual([{ raw: "a".repeat(10_000), notes: [] }]);
});

it("says that what was JSON is none any more", () => {
  const [line] = lines('{"a": "bcdef"}', "short");
  expect(line?.notes).toEqual([
    "cut at TRUNCATE = 8 bytes: the line has 14; its JSON no longer parses",
  ]);
  expect(lines("{no JSON}", "short")[0]?.notes[0]).not.toContain("JSON no longer");
});

it("counts bytes, and keeps a character whole", () => {
  expect(raws("éééééé", "short")).toEqual(["éééé"]);
  expect(raws("a€€€", "short")).toEqual(["a€€"]);
});

it("cuts by the sourcetype, and by [default]", () => {
  expect(raws("a".repeat(30_000), "endless")[0]).toHaveLength(30_000);
  expect(raws("a".repeat(30_000), "other")[0]).toHaveLength(20_000);
  expect(raws("123456789\nabc", "short")).toEqual(["12345678", "abc"]);
});

it("breaks where LINE_BREAKER says, and takes its first group away", () => {
  expect(raws("a;b;;c\nd;", "semicolons")).toEqual(["a", "b", "c\nd"]);
  expect(raws('{"a":1}, {"b":2},{"c":3}', "objects")).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  expect(raws("a\r\n\nb", "broken")).toEqual(["a", "b"]);
});
