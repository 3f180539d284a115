import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Row } from "../../../../src/invocation/invocation.ts";
import { openRows, readAllRows, type RowSpec } from "../../../../src/invocation/rows/open-rows.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(content: string | Buffer, name = "rows.csv"): string {
  const path = join(folder, `${files++}-${name}`);
  writeFileSync(path, content);
  return path;
}

async function read(spec: RowSpec): Promise<{ fields: readonly string[]; rows: Row[] }> {
  await using source = await openRows(spec, 1_700_000_000);
  const rows: Row[] = [];
  for await (const batch of source.batches) rows.push(...batch.map((row) => ({ ...row })));
  return { fields: source.fields, rows };
}

const ofFile = (content: string | Buffer, name?: string) =>
  read({ kind: "file", path: file(content, name) });

it("makes a field multivalue that is named again", async () => {
  const pairs = [
    ["a", "1"],
    ["b", "x"],
    ["a", "2"],
  ] as const;
  const [row] = (await read({ kind: "pairs", pairs })).rows;
  expect(row).toMatchObject({ a: ["1", "2"], b: "x" });
});

it("gives a row of pairs the time of the run, unless it has its own", async () => {
  const rowOf = async (pairs: readonly (readonly [string, string])[], now: number) =>
    (await readAllRows({ kind: "pairs", pairs }, now)).rows[0];
  expect(Object.entries((await rowOf([["a", "1"]], 1_700_000_000.9)) ?? {})).toEqual([
    ["_time", "1700000000"],
    ["a", "1"],
  ]);
  expect(await rowOf([["_time", "5"]], 1_700_000_000)).toEqual({ _time: "5" });
  expect(await rowOf([["_time", ""]], 1_700_000_000)).toEqual({ _time: "" });
});

it.each([
  ["CSV", "a,b\n1,x\n2,y\n"],
  ["CSV with CRLF and a byte order mark", "\ufeffa,b\r\n1,x\r\n2,y"],
  ["gzipped CSV", gzipSync("a,b\n1,x\n2,y\n")],
  ["a JSON array", '[{"a":1,"b":"x"},{"a":2,"b":"y"}]'],
  ["NDJSON", '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n'],
  [
    "what a search exports",
    '{"preview":false,"result":{"a":"1","b":"x"}}\n{"preview":false,"lastrow":true,"result":{"a":"2","b":"y"}}',
  ],
  [
    "what search/jobs gives",
    '{"preview":false,"results":[{"a":"1","b":"x"},{"a":"2","b":"y"}],"messages":[]}',
  ],
])("reads %s", async (_, content) => {
  expect(await ofFile(content, "rows")).toEqual({
    fields: ["a", "b"],
    rows: [
      { a: "1", b: "x" },
      { a: "2", b: "y" },
    ],
  });
});

it("reads one object over many lines, as `ar-sim notable new` prints it", async () => {
  const { rows } = await ofFile(JSON.stringify({ a: 1, tag: ["x", "y"] }, null, 2), "n.json");
  expect(rows).toEqual([{ a: "1", tag: ["x", "y"] }]);
});

it.each([
  ["behind all columns", 'a,b,__mv_a,__mv_b\n"1\n2",x,$1$;$2$,\n'],
  ["beside their fields", 'a,__mv_a,b,__mv_b\n"1\n2",$1$;$2$,x,\n'],
])("understands __mv_ columns %s", async (_, content) => {
  expect(await ofFile(content)).toEqual({ fields: ["a", "b"], rows: [{ a: ["1", "2"], b: "x" }] });
});

it("keeps every digit of a number", async () => {
  const { rows } = await ofFile('[{"id": 12345678901234567890, "t": 1700000000.000100}]');
  expect(rows).toEqual([{ id: "12345678901234567890", t: "1700000000.000100" }]);
});

it("reads standard input as if it were a file", async () => {
  const stdin = Readable.from([Buffer.from("a,b\n1"), Buffer.from(",x\n")]);
  expect((await read({ kind: "file", path: "-", stdin })).rows).toEqual([{ a: "1", b: "x" }]);
});

it("puts fields over those of a file, and takes empty ones away", async () => {
  const path = file('[{"a":"1","b":"2"}]');
  const set = [
    ["a", "9"],
    ["b", ""],
    ["c", "3"],
  ] as const;
  expect(await read({ kind: "file", path, set })).toEqual({
    fields: ["a", "c"],
    rows: [{ a: "9", c: "3" }],
  });
});

it.each([
  ["is not there", () => join(folder, "nowhere.csv"), "INVOKE_BAD_RESULTS", undefined],
  ["is a folder", () => folder, "INVOKE_BAD_RESULTS", undefined],
  ["is called .gz and is not", () => file("a\n1\n", "x.csv.gz"), "INVOKE_BAD_RESULTS", undefined],
  [
    "is damaged gzip",
    () => file(gzipSync("a,b\n".repeat(999)).subarray(0, 20)),
    "INVOKE_BAD_RESULTS",
    undefined,
  ],
  ["is a zip", () => file("PK\u0003\u0004"), "INVOKE_BAD_RESULTS", undefined],
  ["is binary", () => file("a\0b\n1\n"), "INVOKE_BAD_RESULTS", 1],
  ["is separated by semicolons", () => file("a;b\n1;2\n"), "INVOKE_BAD_RESULTS", 1],
  ["never closes a quote", () => file('a,b\n1,"x\n2,y\n'), "INVOKE_BAD_RESULTS", undefined],
  ["has the same column twice", () => file("a,a\n1,2\n"), "INVOKE_BAD_RESULTS", 1],
  ["has a short row", () => file("a,b\n1,2\n3\n"), "INVOKE_RAGGED_ROWS", 3],
  [
    "has a long row behind a cell with line breaks",
    () => file('a,b\n"1\n1",2\n1,2,3\n'),
    "INVOKE_RAGGED_ROWS",
    4,
  ],
  ["is not UTF-8", () => file(Buffer.from("a,b\n1,\xe9\n", "latin1")), "INVOKE_BAD_UTF8", 2],
  ["is UTF-16", () => file(Buffer.from("\ufeffa,b\n", "utf16le")), "INVOKE_BAD_UTF8", 1],
  ["is JSON cut in the middle", () => file('[{"a":1},{"a"'), "INVOKE_BAD_RESULTS", 1],
  ["is JSON of no objects", () => file("[1,2]"), "INVOKE_BAD_RESULTS", 1],
] as const)("refuses a file that %s", async (_, make, code, line) => {
  const failure = await read({ kind: "file", path: make() }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code, hint: expect.any(String) });
  if (line !== undefined) expect(failure).toMatchObject({ where: { line } });
});
