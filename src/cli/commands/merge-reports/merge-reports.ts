/** `ar-sim merge-reports`: the blob reports of shards in, one report out. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { HarnessError } from "../../../errors.ts";
import { reasonOf } from "../../../host/files/file-fault.ts";
import { readRegularText } from "../../../host/files/read-regular.ts";
import { writeLastRun } from "../../../scenario/plan/last-run.ts";
import {
  type BlobFile,
  mergeReports as merge,
  readBlob,
} from "../../../scenario/report/merge-reports.ts";
import { loadReportFault, type ReportFault } from "../../../scenario/report/report-schema.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { EXIT, exitCodeOfReport } from "../../exit-code.ts";
import { REPORTER_OPTIONS } from "../../options/reporter-options.ts";
import { openReporters } from "../../report/open-reporters.ts";

/** A report holds what each script wrote. */
const MOST_BYTES = 256 * 2 ** 20;
const HINT = "Name the files that --reporter blob=FILE wrote, or their folder.";

export async function mergeReports(line: CommandLine): Promise<number> {
  const files = line.positionals.flatMap(filesAt);
  const faultOf = await loadReportFault();
  const report = merge(files.map((file) => read(file, faultOf)));
  writeLastRun(process.cwd(), report.cases);
  const reporters = await openReporters(line.of(REPORTER_OPTIONS).reporter);
  return (await reporters.write(report)) ? exitCodeOfReport(report) : EXIT.harness;
}

/** A file, or the .json files of a folder. */
function filesAt(path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) {
    throw new HarnessError("SCENARIO_BAD_BLOB", `there is no file or folder ${path}`, {
      hint: HINT,
      where: { file: path },
    });
  }
  if (!entry.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(path, name));
}

function read(file: string, faultOf: ReportFault): BlobFile {
  let text: string;
  try {
    text = readRegularText(file, { most: MOST_BYTES });
  } catch (cause) {
    throw new HarnessError("SCENARIO_BAD_BLOB", `${file} is not read: it ${reasonOf(cause)}`, {
      hint: HINT,
      where: { file },
      cause,
    });
  }
  return readBlob(text, file, faultOf);
}
