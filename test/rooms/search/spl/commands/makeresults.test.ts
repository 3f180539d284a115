import { expect, it } from "vitest";
import { compilePipeline } from "../../../../../src/search/spl/compile-pipeline.ts";
import { parseSpl } from "../../../../../src/search/spl/parse-spl.ts";
import { runSpl, worldOf } from "../../../../support/search/run-spl.ts";

it("makes one row with its time, or as many as asked for", async () => {
  expect(await runSpl("| makeresults")).toEqual([{ _time: "1700000000" }]);
  expect(await runSpl("| makeresults count=2500")).toHaveLength(2500);
  expect(await runSpl("| makeresults count=0")).toEqual([]);
});

it("annotates with the server", async () => {
  expect(await runSpl("| makeresults annotate=true")).toEqual([
    { _time: "1700000000", splunk_server: "sh1" },
  ]);
  const world = worldOf();
  const { columns } = await compilePipeline(parseSpl("| makeresults annotate=t"), world);
  expect([...columns.names.keys()].join(" ")).toBe(
    "_raw _time host source sourcetype splunk_server splunk_server_group",
  );
});

it("reads CSV written into the search, over several lines", async () => {
  expect(await runSpl('| makeresults format=csv data="user, n\nann,1\n\\"b, c\\",2"')).toEqual([
    { user: "ann", n: "1" },
    { user: "b, c", n: "2" },
  ]);
});

it.each([
  String.raw`| makeresults format=json data="[{\"name\":\"John\", \"tags\":[\"a\",\"b\"]}]"`,
  // As searchbnf.conf has it, with bare quotes.
  '| makeresults format=json data="[{"name":"John", "tags":["a","b"]}]"',
])("reads JSON: %s", async (text) => {
  expect(await runSpl(text)).toEqual([
    {
      _time: "1700000000",
      _raw: '{"name":"John","tags":["a","b"]}',
      name: "John",
      "tags{}": ["a", "b"],
    },
  ]);
});

it("takes quotes and backslashes inside of JSON", async () => {
  const text = String.raw`| makeresults format=json data="[{\"a\":\"x\\\"y\\\\z\"}]" | table a`;
  expect(await runSpl(text)).toEqual([{ a: String.raw`x"y\z` }]);
});

it.each([
  ["count=x", /Expecting a non-negative integer, got 'x'/],
  ["annotate=perhaps", /Expecting a boolean, got 'perhaps'/],
  ["counts=3", /Invalid argument: 'counts=3'/],
  ["3", /Invalid argument: '3'/],
  ["format=json", /You must specify both 'format' and 'data'/],
  [
    'format=xml data="a"',
    /An invalid 'format' was specified: xml\. Valid 'format' options are 'csv' and 'json'\./,
  ],
  ['format=csv count=2 data="a"', /does not allow arguments other than 'format' and 'data'/],
  ['format=json data="{}"', /starts with '\[' and ends with '\]'/],
  ['format=json data="[1]"', /The data entry '1' is not permitted/],
])("refuses makeresults %s", async (args, message) => {
  await expect(runSpl(`| makeresults ${args}`)).rejects.toThrow(message);
});
