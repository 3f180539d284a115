import { expect, it } from "vitest";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";

const of = async (value: string, rest: string) =>
  (await runSpl(`| makeresults | eval x="${value}" | fields x | fields - _* | ${rest}`)).map(
    (row) => ({ ...row }),
  );

it("evaluates one field after the other, and takes away what is null", async () => {
  expect(await runSpl('| makeresults | eval a=1, b=a+1, "c d"="x" . b | eval a=null()')).toEqual([
    { _time: "1700000000", b: "2", "c d": "x2" },
  ]);
});

it("points an error of an expression into the whole search", async () => {
  await expect(runSpl("| makeresults\n| eval a=nope(1)")).rejects.toMatchObject({
    code: "SEARCH_UNKNOWN_FUNCTION",
    message: expect.stringMatching(
      /^Error in 'eval' command: .*'nope'.* \(line 2, column 10\)\n\| eval a=nope\(1\)\n {9}\^$/,
    ),
  });
});

it("extracts with named groups, once or often", async () => {
  expect(await of("a=1 b=2", String.raw`rex field=x "(?<k>\w)=(?<v>\d)"`)).toEqual([
    { x: "a=1 b=2", k: "a", v: "1" },
  ]);
  expect(await of("a=1 b=2", String.raw`rex field=x max_match=0 "(?<k>\w)=(?<v>\d)"`)).toEqual([
    { x: "a=1 b=2", k: ["a", "b"], v: ["1", "2"] },
  ]);
  expect(await of("ab", 'rex field=x offset_field=at "(?<k>b)"')).toEqual([
    { x: "ab", k: "b", at: "k=1-1" },
  ]);
});

it("takes quotes in a pattern, and a pattern without quotes", async () => {
  expect(await of(String.raw`say \"hi\"`, String.raw`rex field=x "\"(?<said>[^\"]+)\""`)).toEqual([
    { x: 'say "hi"', said: "hi" },
  ]);
  expect(await of("n5", String.raw`rex field=x n(?<n>\d)`)).toEqual([{ x: "n5", n: "5" }]);
});

it("reads a doubled backslash of a quoted pattern as one", async () => {
  expect(await of("1234-5678-", String.raw`rex field=x mode=sed "s/(\\d{4}-){2}/X/g"`)).toEqual([
    { x: "X" },
  ]);
  expect(
    await of(String.raw`C:\\Users\\ann`, String.raw`rex field=x "Users\\\\(?<u>\w+)"`),
  ).toEqual([{ x: String.raw`C:\Users\ann`, u: "ann" }]);
});

it("replaces and exchanges with mode=sed", async () => {
  expect(await of("1234-5678-9", String.raw`rex field=x mode=sed "s/(\d{4}-)/XXXX-/g"`)).toEqual([
    { x: "XXXX-XXXX-9" },
  ]);
  expect(await of("abc", 'rex mode=sed field=x "y/abc/xyz/"')).toEqual([{ x: "xyz" }]);
});

it("cuts a field into values, and makes a row of each", async () => {
  expect(await of("a,b,,c", 'makemv delim="," x')).toEqual([{ x: ["a", "b", "c"] }]);
  expect(await of("a,,b", 'makemv delim="," allowempty=true x')).toEqual([{ x: ["a", "", "b"] }]);
  expect(await of("a1b2", String.raw`makemv tokenizer="(\w\d)" x`)).toEqual([{ x: ["a1", "b2"] }]);
  expect(await of("a b c", "makemv x | mvexpand x limit=2")).toEqual([{ x: "a" }, { x: "b" }]);
});

it("reads JSON with spath", async () => {
  const json = String.raw`{\"a\":{\"b\":[1,{\"c\":\"x\"}]},\"n\":null}`;
  expect(await of(json, "spath input=x | fields - x")).toEqual([
    { "a.b{}": "1", "a.b{}.c": "x", n: "null" },
  ]);
  expect(await of(json, "spath input=x output=c path=a.b{}.c | fields - x")).toEqual([{ c: "x" }]);
  expect(await of(json, "spath input=x a.b{0} | fields - x")).toEqual([{ "a.b{0}": "1" }]);
  expect(await of("no json", "spath input=x")).toEqual([{ x: "no json" }]);
  const deep = "[".repeat(50_000) + "]".repeat(50_000);
  expect(await of(deep, "spath input=x | fields - x")).toEqual([{}]);
});

it("adds what is known of the search", async () => {
  expect(await runSpl("| makeresults | addinfo")).toEqual([
    {
      _time: "1700000000",
      info_min_time: "0.000",
      info_max_time: "+Infinity",
      info_sid: "1700000000.1",
      info_search_time: "1700000000.000",
    },
  ]);
});

it.each([
  ["eval", /Arguments are missing\. Usage: eval dest_key = expression\./],
  ['rex field=x "abc"', /The regex 'abc' does not extract anything/],
  ["rex field=x", /The regex is missing/],
  ['rex field=x "(?<a>"', /while compiling the regex .*: Regex: /],
  ['rex mode=sed "hello"', /Invalid sed expression/],
  ["mvexpand", /One field must be given/],
  ["spath output=a", /You have not specified a path/],
])("refuses %s", async (command, message) => {
  await expect(runSpl(`| makeresults | ${command}`)).rejects.toThrow(message);
});

it("gives up a regular expression that backtracks for ever", async () => {
  const text = `| makeresults | eval _raw="${"a".repeat(60)}!" | rex "(?<x>(a+)+)$"`;
  await expect(runSpl(text)).rejects.toMatchObject({ code: "SEARCH_REGEX_TIMEOUT" });
});

it("reads a lookup table as rows", async () => {
  const lookup = (name: string) =>
    name === "users.csv"
      ? {
          fields: ["user", "n"],
          async *rows() {
            yield [
              { user: "ann", n: "1" },
              { user: "bob", n: "20" },
              { user: "cid", n: "3" },
            ];
          },
        }
      : undefined;
  const world = { lookup, lookups: () => ["users.csv"] };
  expect(await runSpl("| inputlookup users.csv where n<10", world)).toEqual([
    { user: "ann", n: "1" },
    { user: "cid", n: "3" },
  ]);
  expect(await runSpl("| inputlookup start=1 max=1 users.csv", world)).toEqual([
    { user: "bob", n: "20" },
  ]);
  expect(await runSpl("| makeresults | inputlookup append=t users.csv", world)).toHaveLength(4);
  await expect(runSpl("| inputlookup other.csv", world)).rejects.toMatchObject({
    message: expect.stringContaining("The lookup table 'other.csv' is invalid."),
    hint: "There is users.csv.",
  });
});

it("keeps multivalue fields over commands that do not touch them", async () => {
  expect(await overCsv("a,b\nx y,1", "makemv a | search b=1 | table a")).toEqual([
    { a: ["x", "y"] },
  ]);
});
