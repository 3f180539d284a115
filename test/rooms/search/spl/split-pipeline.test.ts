import { expect, it } from "vitest";
import { splitPipeline } from "../../../../src/search/spl/split-pipeline.ts";

const split = (text: string) =>
  splitPipeline({ text, where: undefined }).map(({ name, args }) => [name, args]);

it("cuts at pipes outside quotes and brackets", () => {
  expect(
    split(
      String.raw`| makeresults | eval a="x|y \" | z", 'b|c'=1 | append [| makeresults | head 1]`,
    ),
  ).toEqual([
    ["makeresults", ""],
    ["eval", String.raw`a="x|y \" | z", 'b|c'=1`],
    ["append", "[| makeresults | head 1]"],
  ]);
});

it.each(["eval", "where", "head", "stats", "eventstats", "streamstats"])(
  "leaves a pipe in the name of a field to %s",
  (name) => {
    expect(split(`| makeresults | ${name} ('a|b'=1) | table c`)).toEqual([
      ["makeresults", ""],
      [name, "('a|b'=1)"],
      ["table", "c"],
    ]);
  },
);

it("takes a single quote for a letter where there is no expression", () => {
  expect(split("search o'brien | search o'hara")).toEqual([
    ["search", "o'brien"],
    ["search", "o'hara"],
  ]);
});

it("takes bare terms in front for a search", () => {
  expect(split('index=main "a | b" | head 3')).toEqual([
    ["search", 'index=main "a | b"'],
    ["head", "3"],
  ]);
  expect(split("search index=main")).toEqual([["search", "index=main"]]);
  expect(split("  search   index=main ")).toEqual([["search", "index=main"]]);
});

it("knows the place of each command and of its arguments", () => {
  const text = "| makeresults\n| EVAL  a=1";
  const [, second] = splitPipeline({ text, where: undefined });
  expect(second).toMatchObject({ name: "eval", start: 16, argsStart: 22, end: 25, isFirst: false });
});

it.each([
  ["| makeresults || head 1", /Missing a search command before '\|' \(line 1, column 16\)/],
  ["| makeresults |", /Missing a search command before the end of the search/],
  ['| eval a="b | head 1', /Unbalanced quotes[^]*\(line 1, column 10\)/],
  ["| append [| makeresults", /Mismatched '\['[^]*\(line 1, column 10\)/],
  ["| makeresults ] | head", /Mismatched '\]'/],
])("refuses %s", (text, message) => {
  expect(() => split(text)).toThrow(message);
});
