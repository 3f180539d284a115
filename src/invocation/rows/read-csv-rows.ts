/**
 * Reads a results CSV as a stream of batches. A record that does not fit the header is an error that names the line.
 */
import Papa from "papaparse";
import { HarnessError } from "../../errors.ts";
import { type CsvColumns, csvColumns } from "./csv-columns.ts";
import { type CsvPiece, cutRecords } from "./cut-records.ts";
import type { Row, RowSource } from "../invocation.ts";
import { bad, decodeUtf8, type ResultsBytes } from "../results/results-bytes.ts";

export async function readCsvRows(results: ResultsBytes): Promise<RowSource> {
  const columns = await readHeader(results);
  return { fields: columns.fields, batches: readBatches(results, columns) };
}

async function readHeader(results: ResultsBytes): Promise<CsvColumns> {
  for await (const piece of cutRecords(results.read(), results.name)) {
    const header = parseRecords(piece, results.name).find((record) => !isBlank(record));
    if (header === undefined) continue;
    if (header.some((column) => column.includes("\0"))) {
      throw bad(
        results.name,
        `${results.name} is no text`,
        "Give a CSV file, CSV.gz, or JSON.",
        undefined,
        1,
      );
    }
    const [only = ""] = header;
    if (header.length === 1 && /[;\t]/.test(only)) {
      throw bad(
        results.name,
        `the columns of ${results.name} are not separated by commas`,
        "Save it as comma-separated values.",
        undefined,
        1,
      );
    }
    return csvColumns(header, results.name);
  }
  // Splunk writes an empty file when a search had no results.
  return csvColumns([], results.name);
}

async function* readBatches(
  results: ResultsBytes,
  columns: CsvColumns,
): AsyncGenerator<readonly Row[]> {
  let hasHeader = false;
  for await (const piece of cutRecords(results.read(), results.name)) {
    const records = parseRecords(piece, results.name);
    const rows: Row[] = [];
    for (const [place, record] of records.entries()) {
      if (isBlank(record)) {
        // In a file of one column an empty line is an empty cell, but never before the header.
        if (columns.width !== 1 || !hasHeader || place === records.length - 1) continue;
      }
      if (!hasHeader) hasHeader = true;
      else if (record.length === columns.width) rows.push(columns.toRow(record));
      else
        throw ragged(
          results.name,
          piece.line + linesOf(records.slice(0, place)),
          record.length,
          columns.width,
        );
    }
    if (rows.length > 0) yield rows;
  }
}

function parseRecords(piece: CsvPiece, name: string): string[][] {
  const text = decodeUtf8(piece.bytes, name, piece.offset, piece.line);
  const { data, errors } = Papa.parse<string[]>(piece.hasReturns ? withNewlines(text) : text, {
    delimiter: ",",
    newline: "\n",
  });
  const [error] = errors;
  if (error !== undefined) {
    const line = piece.line + linesOf(data.slice(0, error.row ?? 0));
    throw bad(
      name,
      `the quotes in line ${line} of ${name} do not pair: ${error.message}`,
      "A quoted cell ends right before a comma or the end of the line; a quote inside it is doubled.",
      undefined,
      line,
    );
  }
  return data;
}

/** Makes a newline of each line end, but for those in quoted cells. */
function withNewlines(text: string): string {
  return text
    .split('"')
    .map((part, place) => (place % 2 === 0 ? part.replace(/\r\n?/g, "\n") : part))
    .join('"');
}

function isBlank(record: readonly string[]): boolean {
  return record.length === 1 && record[0] === "";
}

function linesOf(records: readonly (readonly string[])[]): number {
  let lines = records.length;
  for (const record of records) for (const cell of record) lines += cell.split("\n").length - 1;
  return lines;
}

function ragged(name: string, line: number, cells: number, width: number): Error {
  return new HarnessError(
    "INVOKE_RAGGED_ROWS",
    `line ${line} of ${name} has ${cells} cells, the header has ${width}`,
    {
      where: { file: name, line },
      hint: "Give every row as many cells as the header; quote a cell that holds a comma.",
    },
  );
}
