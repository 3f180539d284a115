/** Rows as splunkd and search commands give them to each other: CSV with `__mv_` columns. */
import Papa from "papaparse";
import type { Row } from "../invocation.ts";
import { resultsHeader, resultsRecords } from "../results/results-csv.ts";
import { csvColumns } from "../rows/csv-columns.ts";
import { emptyRow, fieldsOf } from "../rows/row-shape.ts";

/** `fields`: also those that no row has. */
export function writeCommandRows(rows: readonly Row[], fields: readonly string[] = []): string {
  const all = [...new Set([...fields, ...fieldsOf(rows)])];
  return all.length === 0 ? "" : resultsHeader(all) + resultsRecords(rows, all);
}

/** Without `__mv_` columns, for commands that do not take them: the values of a field are lines of it. */
export function writePlainRows(rows: readonly Row[]): string {
  const fields = fieldsOf(rows);
  const cells = rows.map((row) => fields.map((field) => [row[field] ?? ""].flat().join("\n")));
  return fields.length === 0 ? "" : `${Papa.unparse([fields, ...cells], { newline: "\n" })}\n`;
}

/**
 * An empty cell is a field without a value. A short record has no values for the last columns, and what a long one has
 * beyond them is lost.
 *
 * @throws HarnessError where two columns have the same name.
 */
export function readCommandRows(text: string, command: string): Row[] {
  const { data } = Papa.parse<string[]>(text, { delimiter: ",", skipEmptyLines: true });
  const [header = [], ...records] = data;
  const columns = csvColumns(header, `what ${command} gives`);
  return records.map((cells) => {
    const row = emptyRow();
    for (const [field, value] of Object.entries(columns.toRow(cells)))
      if (value !== "") row[field] = value;
    return row;
  });
}
