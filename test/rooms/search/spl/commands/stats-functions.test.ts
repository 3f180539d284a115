import { expect, it } from "vitest";
import { overCsv } from "../../../../support/search/run-spl.ts";

const TIMED = "_time,v,h\n200,b,x\n300,c,x\n100,a,y\n,z,y";

it("takes the earliest and the latest by the time of the row", async () => {
  expect(
    await overCsv(
      TIMED,
      "stats earliest(v) as e latest(v) as l earliest_time(v) as et latest_time(v) as lt first(v) as f last(v) as z",
    ),
  ).toEqual([{ e: "a", l: "c", et: "100", lt: "300", f: "b", z: "z" }]);
  expect(await overCsv(TIMED, "stats latest(v) as l by h")).toEqual([
    { h: "x", l: "c" },
    { h: "y", l: "a" },
  ]);
  expect(await overCsv(TIMED, "eventstats latest(v) as l | stats values(l) as l")).toEqual([
    { l: "c" },
  ]);
  const stream = await overCsv(TIMED, "streamstats earliest(v) as e");
  expect(stream.map((row) => row["e"])).toEqual(["b", "b", "a", "a"]);
});

it("has nothing early or late among rows without a time", async () => {
  expect(await overCsv("v\na\nb", "stats earliest(v) as e count")).toEqual([{ count: "2" }]);
});

it.each([
  ["_time,v\n,a\n5,b\n,c", { e: "b", l: "b" }],
  ["_time,v\n5,\n9,b\n7,c", { e: "c", l: "b" }],
  ["_time,v\n5.5,a\n5.25,b\n-1,c", { e: "c", l: "a" }],
])("passes over rows without a time or a value: %j", async (csv, row) => {
  expect(await overCsv(csv, "stats earliest(v) as e latest(v) as l")).toEqual([row]);
});

it("tells the rate of a counter", async () => {
  expect(await overCsv("_time,n\n20,50\n10,20", "stats rate(n) as r")).toEqual([{ r: "3" }]);
});

it.each([
  ["stdev(n)", "2.1380899352994"],
  ["stdevp(n)", "2"],
  ["var(n)", "4.57142857142857"],
  ["varp(n)", "4"],
  ["sumsq(n)", "232"],
  ["estdc(n)", "5"],
  ["median(n)", "5"],
  ["perc90(n)", "9"],
  ["p25(n)", "4"],
  ["exactperc99.9(n)", "9"],
  ["upperperc50(n)", "5"],
  ["p0(n)", "2"],
])("%s", async (term, value) => {
  expect(await overCsv("n\n2\n4\n4\n4\n5\n5\n7\n9", `stats ${term} as x`)).toEqual([{ x: value }]);
});

it("keeps parentheses in a name", async () => {
  expect(await overCsv("a\n1\n2", "stats values(a) as b(c), count as n")).toEqual([
    { "b(c)": ["1", "2"], n: "2" },
  ]);
});

it("refuses a percentile that there is not", async () => {
  await expect(overCsv("n\n1", "stats p101(n)")).rejects.toThrow("The argument 'p101' is invalid.");
});

async function counts(csv: string, args: string) {
  return (await overCsv(csv, `streamstats ${args}`)).map((row) => row["c"]);
}

it("begins anew where a condition holds", async () => {
  const csv = "k,n\na,1\nstop,2\nb,3\nstop,4\nc,5";
  expect(await counts(csv, 'reset_after="("k=="stop"")" count as c')).toEqual([
    "1",
    "2",
    "1",
    "2",
    "1",
  ]);
  expect(await counts(csv, 'reset_before="(k=\\"stop\\")" sum(n) as c')).toEqual([
    "1",
    "2",
    "5",
    "4",
    "9",
  ]);
  expect(await counts(csv, "reset_after=(c>=2) count as c")).toEqual(["1", "2", "1", "2", "1"]);
});

it("looks at rows of the last seconds, or at the last rows of all or of each group", async () => {
  const csv = "_time,h\n10,a\n20,b\n65,a\n75,a";
  expect(await counts(csv, "time_window=60s count as c")).toEqual(["1", "2", "3", "3"]);
  expect(await counts(csv, "time_window=1m count as c by h")).toEqual(["1", "1", "2", "2"]);
  expect(await counts(csv, "window=2 count as c by h")).toEqual(["1", "1", "1", "2"]);
  expect(await counts(csv, "window=2 global=f count as c by h")).toEqual(["1", "1", "2", "2"]);
});
