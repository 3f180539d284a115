import { expect, it } from "vitest";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";

const NUMBERS = "n\n3\n10\n1\n2";
const ns = (rows: Awaited<ReturnType<typeof runSpl>>) => rows.map((row) => row["n"] ?? null);

it("takes the first rows, and the last ones in reverse order", async () => {
  expect(ns(await overCsv(NUMBERS, "head 2"))).toEqual(["3", "10"]);
  expect(ns(await overCsv(NUMBERS, "head limit=1"))).toEqual(["3"]);
  expect(ns(await overCsv(NUMBERS, "tail 2"))).toEqual(["2", "1"]);
  expect(await runSpl("| makeresults count=50 | head")).toHaveLength(10);
});

it("takes rows as long as an expression holds", async () => {
  expect(ns(await overCsv(NUMBERS, "head (n>2)"))).toEqual(["3", "10"]);
  expect(ns(await overCsv(NUMBERS, "head (n>2) keeplast=true"))).toEqual(["3", "10", "1"]);
});

it("sorts numbers as numbers, text by its characters, and what is missing last", async () => {
  expect(ns(await overCsv(NUMBERS, "sort n"))).toEqual(["1", "2", "3", "10"]);
  expect(ns(await overCsv(NUMBERS, "sort 2 -n"))).toEqual(["10", "3"]);
  expect(ns(await overCsv(NUMBERS, "sort - num(n)"))).toEqual(["10", "3", "2", "1"]);
  expect(ns(await overCsv(NUMBERS, "sort str(n)"))).toEqual(["1", "10", "2", "3"]);
  expect(ns(await overCsv(NUMBERS, "sort n desc"))).toEqual(["10", "3", "2", "1"]);
  expect(ns(await overCsv("n,m\n,a\nb,a\na,a", "sort -n"))).toEqual(["b", "a", null]);
  expect(ns(await overCsv("n\n10.0.0.10\n10.0.0.9", "sort ip(n)"))).toEqual([
    "10.0.0.9",
    "10.0.0.10",
  ]);
});

it("sorts by several fields, each with its own sign", async () => {
  const rows = await overCsv("a,n\nx,1\ny,2\nx,3", "sort 0 a, -n");
  expect(ns(rows)).toEqual(["3", "1", "2"]);
});

it("drops doubles", async () => {
  const csv = "a,n\nx,1\nx,2\ny,3\nx,4\n,5";
  expect(ns(await overCsv(csv, "dedup a"))).toEqual(["1", "3"]);
  expect(ns(await overCsv(csv, "dedup 2 a"))).toEqual(["1", "2", "3"]);
  expect(ns(await overCsv(csv, "dedup a keepempty=true"))).toEqual(["1", "3", "5"]);
  expect(ns(await overCsv(csv, "dedup a consecutive=true"))).toEqual(["1", "3", "4"]);
  expect(ns(await overCsv(csv, "dedup a sortby -n"))).toEqual(["4", "3"]);
  expect(await overCsv(csv, "dedup a keepevents=true | search n=2")).toEqual([{ n: "2" }]);
});

it("filters with the search language", async () => {
  const csv = "user,n\nann,1\nbob,20";
  expect(ns(await overCsv(csv, "search user=a*"))).toEqual(["1"]);
  expect(ns(await overCsv(csv, "search bob OR n<2"))).toEqual(["1", "20"]);
  expect(ns(await overCsv(csv, "search NOT user IN (ann)"))).toEqual(["20"]);
});

it("filters with an expression, for which null is not true", async () => {
  expect(ns(await overCsv("a,n\n5,1\n,2\n7,3", "where a>5"))).toEqual(["3"]);
  await expect(runSpl("| makeresults | where a >")).rejects.toThrow(/Error in 'where' command/);
});

it("appends the rows of a subsearch", async () => {
  expect(ns(await overCsv("n\n1", "append [| makeresults count=2 | eval n=7 | fields n]"))).toEqual(
    ["1", "7", "7"],
  );
  await expect(runSpl("| makeresults | append")).rejects.toThrow(/must be a subsearch/);
  await expect(runSpl("| makeresults | append [| nope]")).rejects.toThrow(
    /Unknown search command 'nope' \(line 1, column 27\)/,
  );
});

it.each([
  ["head x", /The number of results must be a positive number\./],
  ["sort", /You must specify fields to sort\./],
  ["dedup", /At least one field must be given as an argument\./],
  ["dedup a a", /The field 'a' is specified multiple times\./],
  ["dedup 0 a", /The limit option is invalid\. It must be >= 1\./],
  ["search (a", /parenthes/],
])("refuses %s", async (command, message) => {
  await expect(runSpl(`| makeresults | ${command}`)).rejects.toThrow(message);
});

it("points an error of a search expression into the whole search", async () => {
  await expect(runSpl("| makeresults | search a=1 OR")).rejects.toThrow(/\(line 1, column 28\)/);
});

it("counts the values that come most, and those that come least", async () => {
  const rows = "a,b\nx,1\nx,1\ny,1\nx,2\n,2";
  expect(await overCsv(rows, "top a")).toEqual([
    { a: "x", count: "3", percent: "75.000000" },
    { a: "y", count: "1", percent: "25.000000" },
  ]);
  expect(await overCsv(rows, "rare limit=1 a showperc=f countfield=n")).toEqual([
    { a: "y", n: "1" },
  ]);
  expect(await overCsv(rows, "top 1 a by b")).toEqual([
    { b: "1", a: "x", count: "2", percent: "66.666667" },
    { b: "2", a: "x", count: "1", percent: "100.000000" },
  ]);
});
