import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { cutPosted } from "../../../../src/events/spool/cut-posted.ts";

const props = "[a_line_each]\nSHOULD_LINEMERGE = false\n";
const addon = loadAddonFromTree(literalTree({ "default/props.conf": props }));

function cut(text: string, sourcetype = "web_event"): string[] {
  return cutPosted(text, { source: "www", host: "h", sourcetype }, addon).map(({ raw }) => raw);
}

it("keeps lines together up to one that begins with a date", () => {
  expect(cut("one")).toEqual(["one"]);
  expect(cut("one\ntwo\n")).toEqual(["one\ntwo"]);
  expect(cut("2026-01-02 10:00:00 a\r\n  more\r\n2026-01-02 10:00:01 b")).toEqual([
    "2026-01-02 10:00:00 a\n  more",
    "2026-01-02 10:00:01 b",
  ]);
});

it("takes each line for itself where the sourcetype merges none", () => {
  expect(cut("one\n\ntwo\n", "a_line_each")).toEqual(["one", "two"]);
});

it("merges no more lines than splunkd does", () => {
  expect(cut("x\n".repeat(300)).map((event) => event.split("\n").length)).toEqual([256, 44]);
});
