import { expect, it } from "vitest";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";

const CSV = "user,n,host\nann,1,h1\nbob,10,h1\nann,2,h2\ncid,,h2";

it("counts rows, in all and by fields", async () => {
  expect(await overCsv(CSV, "stats count")).toEqual([{ count: "4" }]);
  expect(await overCsv(CSV, "stats count by user")).toEqual([
    { user: "ann", count: "2" },
    { user: "bob", count: "1" },
    { user: "cid", count: "1" },
  ]);
  expect(await overCsv(CSV, "stats count(n) as n by host, user | head 1")).toEqual([
    { host: "h1", user: "ann", n: "1" },
  ]);
  expect(await runSpl("| makeresults count=0 | stats count")).toEqual([{ count: "0" }]);
  expect(await runSpl("| makeresults count=0 | stats count by a")).toEqual([]);
});

it("computes what is asked for", async () => {
  expect(
    await overCsv(
      CSV,
      "stats sum(n), avg(n) as avg, min(n), max(n), range(n) as r, dc(user) as dc, first(user) as f, last(user) as l",
    ),
  ).toEqual([
    {
      "sum(n)": "13",
      avg: "4.33333333333333",
      "min(n)": "1",
      "max(n)": "10",
      r: "9",
      dc: "3",
      f: "ann",
      l: "cid",
    },
  ]);
  expect(await overCsv(CSV, "stats values(user) as v list(user) as l mode(user) as m")).toEqual([
    { v: ["ann", "bob", "cid"], l: ["ann", "bob", "ann", "cid"], m: "ann" },
  ]);
});

it("takes wildcards and conditions", async () => {
  expect(await overCsv("a_x,a_y\n1,2\n3,4", "stats sum(a_*) as *")).toEqual([{ x: "4", y: "6" }]);
  expect(await overCsv(CSV, "stats values(*) as * | table host")).toEqual([{ host: ["h1", "h2"] }]);
  expect(await overCsv(CSV, "stats count(eval(n>1)) as big, count")).toEqual([
    { big: "2", count: "4" },
  ]);
  expect(await overCsv("by,a\n1,x\n5,y", "stats count(eval(by > 3)) as big by a")).toEqual([
    { a: "x", big: "0" },
    { a: "y", big: "1" },
  ]);
});

it("groups a multivalue field by each of its values", async () => {
  expect(await overCsv("a\nx y\ny", "makemv a | stats count by a")).toEqual([
    { a: "x", count: "1" },
    { a: "y", count: "2" },
  ]);
});

it("counts as the rows go by", async () => {
  const counts = async (args: string) =>
    (await overCsv(CSV, `streamstats ${args}`)).map((row) => row["c"] ?? null);
  expect(await counts("count as c")).toEqual(["1", "2", "3", "4"]);
  expect(await counts("count as c by user")).toEqual(["1", "1", "2", "1"]);
  expect(await counts("current=f count as c")).toEqual(["0", "1", "2", "3"]);
  expect(await counts("sum(n) as c")).toEqual(["1", "11", "13", "13"]);
  expect(await counts("window=2 sum(n) as c")).toEqual(["1", "11", "12", "2"]);
  expect(await counts("reset_on_change=t count as c by host")).toEqual(["1", "2", "1", "2"]);
});

it.each([
  ["stats", /At least one aggregation is needed/],
  ["stats frob(x)", /The argument 'frob' is invalid\./],
  ["stats sum", /The argument 'sum' is invalid\./],
  ["stats count(eval(a=1))", /You must specify a rename/],
  ["stats sum(a*) as b", /number of wildcards/],
])("refuses %s", async (command, message) => {
  await expect(runSpl(`| makeresults | ${command}`)).rejects.toThrow(message);
});
