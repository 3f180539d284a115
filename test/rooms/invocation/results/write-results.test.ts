import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeSearch } from "../../../../src/invocation/search/describe-search.ts";
import type { Mode } from "../../../../src/invocation/invocation.ts";
import { openRows, type RowSpec } from "../../../../src/invocation/rows/open-rows.ts";
import {
  type WrittenResults,
  writeResults,
} from "../../../../src/invocation/results/write-results.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function write(
  spec: RowSpec,
  mode: Mode = "adhoc",
  maxResults?: number,
): Promise<WrittenResults> {
  const search = describeSearch({ mode, now: 1_700_000_000 }, "https://127.0.0.1:8089");
  await using rows = await openRows(spec, search.now);
  return writeResults(rows, {
    dispatchFolder: folder,
    search,
    ...(maxResults === undefined ? {} : { maxResults }),
  });
}

const text = (results: WrittenResults, number = 0): string =>
  gunzipSync(readFileSync(results.files[number]?.path ?? "")).toString();

it("writes what makeresults gives: one row with its time", async () => {
  expect(text(await write({ kind: "makeresults" }))).toBe('"_time","__mv__time"\n1700000000,\n');
});

it("puts plain columns first, then their __mv_ twins, and quotes what is not alphanumeric", async () => {
  const results = await write({
    kind: "rows",
    rows: [{ _time: "1700000000", user: "a@b", ip: ["10.0.0.1", "cost$5"] }],
  });
  expect(text(results)).toBe(
    '"_time",user,ip,"__mv__time","__mv_user","__mv_ip"\n1700000000,"a@b","10.0.0.1\ncost$5",,,"$10.0.0.1$;$cost$$5$"\n',
  );
});

it("doubles quotes, keeps line breaks, and leaves an empty cell bare", async () => {
  const results = await write({ kind: "rows", rows: [{ a: 'say "x"', b: "", c: "1\r\n2" }] });
  expect(text(results)).toBe('a,b,c,"__mv_a","__mv_b","__mv_c"\n"say ""x""",,"1\r\n2",,,\n');
});

it.each([
  ["adhoc", "sendalert_temp_results.csv.gz"],
  ["es-adhoc", "sendalert_temp_results.csv.gz"],
  ["saved", "results.csv.gz"],
] as const)("names the file of mode %s %s", async (mode, name) => {
  const results = await write({ kind: "makeresults" }, mode);
  expect(basename(results.files[0]?.path ?? "")).toBe(name);
});

it("writes one file a row in per-result mode, with info.csv one level above", async () => {
  const results = await write({ kind: "rows", rows: [{ n: "1" }, { n: "2" }] }, "per-result");
  expect(results.files.map(({ path, resultId }) => [path.slice(folder.length), resultId])).toEqual([
    ["/per_result_alert/tmp_0.csv.gz", 0],
    ["/per_result_alert/tmp_1.csv.gz", 1],
  ]);
  expect(text(results, 1)).toBe('n,"__mv_n"\n2,\n');
  expect(readFileSync(join(folder, "info.csv"), "utf8")).toMatch(/^"_sid","_timestamp"/);
});

it("says when rows are left out at maxresults", async () => {
  const rows = Array.from({ length: 5 }, (_, n) => ({ n: String(n) }));
  const results = await write({ kind: "rows", rows }, "saved", 3);
  expect(results.count).toBe(3);
  expect(results.problems.map(({ code }) => code)).toEqual(["INVOKE_ROWS_CAPPED"]);
  expect((await write({ kind: "rows", rows }, "saved", 5)).problems).toEqual([]);
});

it("keeps a field called __proto__ like any other", async () => {
  const pairs = [
    ["__proto__", "x"],
    ["constructor", "y"],
  ] as const;
  const results = await write({ kind: "pairs", pairs });
  expect(text(results)).toMatch(/^"_time","__proto__",constructor,/);
});
