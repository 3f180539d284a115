/** Writes the files that splunkd leaves in a job's dispatch folder for the script: the rows, gzipped, and info.csv. */
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip, gzipSync } from "node:zlib";
import { HarnessError, type Problem } from "../../errors.ts";
import type { Assumptions } from "../assumptions.ts";
import { infoCsv } from "./info-csv.ts";
import type { Row, RowSource, SearchContext } from "../invocation.ts";
import type { IsSuppressed } from "../trigger/suppression.ts";
import { emptyRow } from "../rows/row-shape.ts";
import { resultsHeader, resultsRecords } from "./results-csv.ts";

/** alert_actions.conf `[default] maxresults`, and limits.conf `[scheduler] max_per_result_alerts`. */
const MAX_RESULTS = 10_000;
const MAX_PER_RESULT = 500;

/** The file is read once and removed, so it is not compressed hard. The level that splunkd uses is not known. */
const GZIP = { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 };

const SMALL = 128 * 1024;

export interface ResultsTarget {
  /** `<SPLUNK_HOME>/var/run/splunk/dispatch/<sid>`. */
  readonly dispatchFolder: string;
  readonly search: SearchContext;
  /** More rows are left out, as the scheduler does. */
  readonly maxResults?: number | undefined;
  /** `skip` throws where there are no rows. */
  readonly emptyResults?: Assumptions["emptyResults"] | undefined;
  readonly noRowsFile?: Assumptions["noRowsFile"] | undefined;
  /** In per-result mode: rows that start nothing. */
  readonly isSuppressed?: IsSuppressed | undefined;
}

/** A results file, and the row in the payload. */
export interface ResultsFile {
  readonly path: string;
  readonly resultId: number | undefined;
  readonly row: Row | undefined;
}

export interface WrittenResults {
  /** One file, or one for each row in per-result mode. */
  readonly files: readonly ResultsFile[];
  /** Number of rows written. */
  readonly count: number;
  /** Whether the files are there. An ad hoc search without rows has none. */
  readonly hasFiles: boolean;
  /** Number of rows that start nothing, since one like them has just done so. */
  readonly suppressed: number;
  readonly fields: readonly string[];
  readonly firstRow: Row | undefined;
  readonly problems: readonly Problem[];
}

export async function writeResults(
  source: RowSource,
  target: ResultsTarget,
): Promise<WrittenResults> {
  const { dispatchFolder, search } = target;
  mkdirSync(dispatchFolder, { recursive: true });
  writeFileSync(join(dispatchFolder, "info.csv"), infoCsv(search));
  const isPerResult = search.mode === "per-result";
  const limit = target.maxResults ?? (isPerResult ? MAX_PER_RESULT : MAX_RESULTS);
  const rows = capRows(source.batches, limit);
  const path = join(dispatchFolder, digestName(search.mode));
  const written = await (isPerResult
    ? writePerResult(rows, source.fields, dispatchFolder, target.isSuppressed)
    : writeDigest(rows, source.fields, path, hasEmptyFile(target)));
  if (written.count === 0 && target.emptyResults === "skip") throw noRow();
  return {
    ...written,
    fields: source.fields,
    problems: rows.hasMore ? [capped(limit, isPerResult)] : [],
  };
}

function noRow(): HarnessError {
  const message = "there is no row, and none starts the script, as was to be assumed";
  return new HarnessError("INVOKE_BAD_RESULTS", message, {
    hint: "Give at least one row, or leave out --assume empty-results=skip.",
  });
}

/** Whether there is a file with the header alone. The grounds are at `noRowsFile` in assumptions.ts. */
function hasEmptyFile({ search, noRowsFile }: ResultsTarget): boolean {
  return noRowsFile === undefined ? search.mode === "saved" : noRowsFile === "present";
}

/**
 * The results of a scheduled search are there already, those for `| sendalert` are written now. Seen in public
 * payloads.
 */
function digestName(mode: SearchContext["mode"]): string {
  return mode === "saved" ? "results.csv.gz" : "sendalert_temp_results.csv.gz";
}

interface CappedRows extends AsyncIterable<readonly Row[]> {
  /** Whether rows were left out. Known after the last batch. */
  readonly hasMore: boolean;
}

function capRows(batches: AsyncIterable<readonly Row[]>, limit: number): CappedRows {
  let hasMore = false;
  return {
    get hasMore() {
      return hasMore;
    },
    async *[Symbol.asyncIterator]() {
      let left = limit;
      for await (const batch of batches) {
        if (batch.length > left) {
          hasMore = true;
          if (left > 0) yield batch.slice(0, left);
          return;
        }
        left -= batch.length;
        yield batch;
      }
    },
  };
}

type Written = Omit<WrittenResults, "fields" | "problems">;

async function writeDigest(
  rows: CappedRows,
  fields: readonly string[],
  path: string,
  hasEmptyFile: boolean,
): Promise<Written> {
  const ahead = rows[Symbol.asyncIterator]();
  let first = await ahead.next();
  while (first.done !== true && first.value.length === 0) first = await ahead.next();
  const file = { path, resultId: undefined };
  if (first.done === true && !hasEmptyFile) {
    const files = [{ ...file, row: undefined }];
    return { files, count: 0, firstRow: undefined, hasFiles: false, suppressed: 0 };
  }
  let count = 0;
  let firstRow: Row | undefined;
  async function* text(): AsyncGenerator<string> {
    yield resultsHeader(fields);
    for (let next = first; next.done !== true; next = await ahead.next()) {
      const batch = next.value;
      firstRow ??= batch[0] && complete(batch[0], fields);
      count += batch.length;
      yield resultsRecords(batch, fields);
    }
  }
  await writeGzip(text(), path);
  return { files: [{ ...file, row: firstRow }], count, firstRow, hasFiles: true, suppressed: 0 };
}

/** Small results are compressed at once: to start a stream and its threads would take longer. */
async function writeGzip(texts: AsyncGenerator<string>, path: string): Promise<void> {
  const head: string[] = [];
  for (let length = 0; length < SMALL;) {
    const next = await texts.next();
    if (next.done === true) {
      writeFileSync(path, gzipSync(head.join(""), GZIP));
      return;
    }
    head.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<string> {
    yield* head;
    yield* texts;
  }
  // Reads a few batches ahead, while zlib compresses others in its own thread.
  const stream = Readable.from(all(), { highWaterMark: 8 });
  await pipeline(stream, createGzip(GZIP), createWriteStream(path));
}

async function writePerResult(
  rows: CappedRows,
  fields: readonly string[],
  folder: string,
  isSuppressed: IsSuppressed = () => false,
): Promise<Written> {
  mkdirSync(join(folder, "per_result_alert"), { recursive: true });
  const files: ResultsFile[] = [];
  // Of the row, and not of the file: the link to a result counts all rows of the job.
  let resultId = -1;
  for await (const batch of rows) {
    for (const row of batch) {
      resultId += 1;
      if (isSuppressed(row)) continue;
      const path = join(folder, "per_result_alert", `tmp_${resultId}.csv.gz`);
      const text = resultsHeader(fields) + resultsRecords([row], fields);
      writeFileSync(path, gzipSync(text, GZIP));
      files.push({ path, resultId, row: complete(row, fields) });
    }
  }
  const count = files.length;
  const suppressed = resultId + 1 - count;
  return { files, count, firstRow: files[0]?.row, hasFiles: count > 0, suppressed };
}

/** A field without a value is an empty text. Seen in public payloads. */
function complete(row: Row, fields: readonly string[]): Row {
  if (fields.every((field) => row[field] !== undefined)) return row;
  const whole = Object.assign(emptyRow(), row);
  for (const field of fields) whole[field] ??= "";
  return whole;
}

function capped(limit: number, isPerResult: boolean): Problem {
  return {
    code: "INVOKE_ROWS_CAPPED",
    message: isPerResult
      ? `only the first ${limit} rows start the action: a search triggers no more per-result alerts at once (max_per_result_alerts in limits.conf)`
      : `only the first ${limit} rows are handed over (maxresults in alert_actions.conf)`,
    hint: "Raise --max-results to hand over more.",
  };
}
