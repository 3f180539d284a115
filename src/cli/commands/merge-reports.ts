/** `ar-sim merge-reports`: the blobs of shards in, one report out, in any form. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { writeLastRun } from "../../scenario/plan/last-run.ts";
import {
  type BlobFile,
  mergeReports as merge,
  readBlob,
} from "../../scenario/report/merge-reports.ts";
import { EXIT, exitCodeOfReport } from "../exit-code.ts";
import { openReporters } from "../report/open-reporters.ts";
import { readOptions } from "../options/read-options.ts";
import { reporterWish } from "../options/test-options.ts";

const OPTIONS = { reporter: { type: "string", multiple: true } } as const;

export async function mergeReports(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions("merge-reports", argv, OPTIONS);
  const report = merge(positionals.flatMap(filesAt).map(read));
  writeLastRun(process.cwd(), report.cases);
  const reporters = await openReporters((values.reporter ?? ["pretty"]).map(reporterWish));
  return (await reporters.write(report)) ? exitCodeOfReport(report) : EXIT.harness;
}

/** A file, or the .json files of a folder. */
function filesAt(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(path, name));
}

function read(file: string): BlobFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new HarnessError(
      "SCENARIO_BAD_BLOB",
      `cannot read ${file}: ${(cause as Error).message}`,
      {
        hint: "Name the files that --reporter blob=FILE wrote, or the folder they lie in.",
        where: { file },
        cause,
      },
    );
  }
  return readBlob(text, file);
}
