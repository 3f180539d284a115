import { expect, it } from "vitest";
import { mergeReports, readBlob } from "../../../../src/scenario/report/merge-reports.ts";
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
  expect(() => readBlob(text, "x.json")).toThrow(
    expect.objectContaining({ code: "SCENARIO_BAD_BLOB", where: { file: "x.json" } }),
  );
});
