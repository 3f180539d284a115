import { expect, it } from "vitest";
import { runSpl } from "../../../support/search/run-spl.ts";

const code = async (text: string): Promise<unknown> =>
  runSpl(text).then(
    (rows) => rows.length,
    (error: { code?: unknown }) => error.code ?? error,
  );

const repeated = (step: string, times: number): string => ` | ${step}`.repeat(times);

it.each([
  [
    "values that double",
    `| makeresults | eval a=mvappend("a","b")${repeated("eval a=mvappend(a,a)", 30)}`,
  ],
  ["texts that double", `| makeresults | eval a="ab"${repeated("eval a=a.a", 40)}`],
  ["sums of texts", `| makeresults | eval a="ab"${repeated("eval a=a+a", 40)}`],
  ["a long delimiter", '| makeresults | eval r=mvrange(0,100000), a=mvjoin(r, mvjoin(r, ","))'],
  ["zipped values", '| makeresults | eval r=mvrange(0,100000), a=mvzip(r, r, mvjoin(r, ","))'],
  ["mapped values", '| makeresults | eval r=mvrange(0,100000), j=mvjoin(r, ","), a=mvmap(r, r.j)'],
  ["replacements", '| makeresults | eval j=mvjoin(mvrange(0,100000), ","), a=replace(j, ",", j)'],
  [
    "sed",
    '| makeresults | eval j=mvjoin(mvrange(0,10000), "z")' +
      repeated(`rex field=j mode=sed "s/z/${"z".repeat(100)}/g"`, 3),
  ],
  ["JSON in JSON", `| makeresults | eval a="[1]"${repeated('eval a=json_append(a, "", a)', 40)}`],
  [
    "objects in objects",
    `| makeresults | eval a="{}"${repeated('eval a=json_object("a",a,"b",a)', 40)}`,
  ],
  [
    "JSON as a text in JSON",
    `| makeresults | eval a="{}"${repeated('eval a=json_object("a",a."x")', 60)}`,
  ],
  ["a deep path", `| makeresults | eval a=json_set("{}", "${"a.".repeat(5000)}a", 1)`],
  ["many results", "| makeresults count=1000000000 | stats count"],
  ["groups of many values", `| makeresults | eval a=mvrange(0,2000), b=a | stats count by a, b`],
])("refuses what would fill the memory: %s", async (_what, text) => {
  expect(await code(text)).toBe("SEARCH_TOO_LARGE");
});

it.each([
  ["subsearches", `search x${" [search x".repeat(2000)}${"]".repeat(2000)}`],
  [
    "appended searches",
    `| makeresults${" | append [| makeresults".repeat(2000)}${"]".repeat(2000)}`,
  ],
  ["operators", `| makeresults | eval a=${"1+".repeat(20_000)}1`],
  ["a window", "| makeresults count=10 | streamstats window=100000 count"],
])("refuses at once, with the place: too many %s", async (_what, text) => {
  expect(await code(text)).toBe("SEARCH_SYNTAX");
});

it("tells what is refused in words", async () => {
  await expect(runSpl("| makeresults count=20000000")).rejects.toThrow(
    "Error in 'makeresults' command: It makes at most 10000000 results here, not 20000000.",
  );
  await expect(runSpl(`| makeresults | eval a="ab"${repeated("eval a=a.a", 40)}`)).rejects.toThrow(
    "A value grows beyond 64 MB.",
  );
});

it("keeps what is large and right", async () => {
  const [row] = await runSpl('| makeresults | eval a=mvjoin(mvrange(0,100000), ",")');
  expect(row?.["a"]).toBe(Array.from({ length: 100_000 }, (_, number) => number).join(","));
});

it("adds up thousands of numbers", async () => {
  const [row] = await runSpl(`| makeresults | eval a=${"1+".repeat(2400)}1`);
  expect(row?.["a"]).toBe("2401");
});

it("takes conditions of thousands of parts, in their order", async () => {
  const parts = Array.from({ length: 10_000 }, (_, number) => `n=${number}`);
  const text = `| makeresults count=3 | streamstats count AS n | where n=2 AND (${parts.join(" OR ")})`;
  expect((await runSpl(text)).map((row) => row["n"])).toEqual(["2"]);
  const all = parts.map((part) => part.replace("=", "<10000+"));
  expect(await code(`| makeresults | eval n=1 | where ${all.join(" AND ")}`)).toBe(1);
});

it("sorts many rows as few, those that are equal in the order they came", async () => {
  const rows = await runSpl(
    "| makeresults count=5000 | streamstats count AS n | eval k=n%7 | sort 0 -k",
  );
  const wanted = Array.from({ length: 5000 }, (_, number) => number + 1).sort(
    (one, other) => (other % 7) - (one % 7),
  );
  expect(rows.map((row) => Number(row["n"]))).toEqual(wanted);
});

it("expands values in batches, and lets others have their turn meanwhile", async () => {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 0);
  try {
    const [row] = await runSpl(
      "| makeresults count=20 | eval a=mvrange(0,50000) | mvexpand a | eval b=a*2 | stats count sum(b) AS s",
    );
    expect(row).toMatchObject({ count: "1000000", s: "49999000000" });
  } finally {
    clearInterval(ticking);
  }
  expect(turns).toBeGreaterThan(3);
});
