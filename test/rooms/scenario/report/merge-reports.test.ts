import { expect, it } from "vitest";
import { mergeReports, readBlob } from "../../../../src/scenario/report/merge-reports.ts";
import { loadReportFault } from "../../../../src/scenario/report/report-schema.ts";
import type { TestReport } from "../../../../src/scenario/report/report.ts";
import { totalOf } from "../../../../src/scenario/report/total.ts";
import { sampleReport } from "../../../support/samples/sample-report.ts";

function shard(index: number, count = 2): TestReport {
  const cases = sampleReport.cases.filter((_, number) => number % count === index - 1);
  return {
    ...sampleReport,
    cases,
    totals: totalOf(cases, sampleReport.files),
    shard: { index, count, casesInAll: sampleReport.cases.length },
  };
}

const blob = (report: TestReport, file = `${report.shard?.index}.json`) => ({ file, report });

it("joins shards to the report that one run would have given", () => {
  const merged = mergeReports([blob(shard(2)), blob(shard(1))]);
  expect(merged.cases.map(({ id }) => id)).toEqual(sampleReport.cases.map(({ id }) => id));
  expect(merged.totals).toEqual(sampleReport.totals);
  expect(merged.files.map(({ file }) => file)).toEqual(sampleReport.files.map(({ file }) => file));
  expect(merged.snapshots.unused).toEqual(sampleReport.snapshots.unused);
  expect(merged.shard).toBeNull();
});

it.each([
  ["a shard is missing", [blob(shard(1))], "missing of 2 shards: 2"],
  [
    "a shard is there twice",
    [blob(shard(1)), blob(shard(1), "again.json")],
    "again.json and 1.json are both shard 1",
  ],
  [
    "the shards are of two runs",
    [blob(shard(1)), blob(shard(2, 3))],
    "is from a run with 3 shards",
  ],
  ["nothing is given", [], "no report was given"],
])("refuses to join where %s", (_, blobs, message) => {
  expect(() => mergeReports(blobs)).toThrow(
    expect.objectContaining({
      code: "SCENARIO_BAD_BLOB",
      message: expect.stringContaining(message),
    }),
  );
});

it.each(['{"schema":', '{"schema":"other"}', "null"])("refuses a file that holds %s", (text) => {
  expect(() => readBlob(text, "x.json", () => undefined)).toThrow(
    expect.objectContaining({ code: "SCENARIO_BAD_BLOB", where: { file: "x.json" } }),
  );
});

/** Each report that lacks one part of a whole one, or has something else in its place. */
function* broken(value: unknown, at = ""): Generator<[string, unknown]> {
  if (typeof value !== "object" || value === null) return;
  const parts: [string, unknown][] = Object.entries(value);
  for (const [key, part] of parts) {
    const path = `${at}/${key}`;
    const others = Object.fromEntries(parts.filter(([other]) => other !== key));
    const withPart = (other: unknown): unknown =>
      Array.isArray(value)
        ? value.map((one: unknown, index) => (String(index) === key ? other : one))
        : { ...value, [key]: other };
    if (!Array.isArray(value)) yield [path, others];
    yield [path, withPart(["x"])];
    yield [path, withPart({ x: 1 })];
    for (const [deeper, inner] of broken(part, path)) yield [deeper, withPart(inner)];
  }
}

it("refuses a report that is broken at any place, or does all that is done with it", async () => {
  const faultOf = await loadReportFault();
  const text = JSON.stringify(sampleReport);
  expect(readBlob(text, "x.json", faultOf).report).toEqual(JSON.parse(text));
  let refused = 0;
  for (const [path, report] of broken(JSON.parse(text))) {
    try {
      mergeReports([readBlob(JSON.stringify(report), "x.json", faultOf)]);
    } catch (error) {
      expect(error, path).toMatchObject({ code: "SCENARIO_BAD_BLOB" });
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(100);
});

it("says where a report is broken", async () => {
  const report = { ...sampleReport, cases: [{ ...sampleReport.cases[0], line: "two" }] };
  const faultOf = await loadReportFault();
  expect(() => readBlob(JSON.stringify(report), "x.json", faultOf)).toThrow(
    "x.json is a broken report: /cases/0/line must be number",
  );
});
