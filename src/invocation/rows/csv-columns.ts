/** Maps the columns of a results CSV to fields: plain columns and their `__mv_` twins, in any order. */
import type { Row } from "../invocation.ts";
import { decodeMultivalue } from "./multivalue.ts";
import { bad } from "../results/results-bytes.ts";
import { emptyRow } from "./row-shape.ts";

const TWIN = "__mv_";

export interface CsvColumns {
  readonly fields: readonly string[];
  /** Number of cells in a record. */
  readonly width: number;
  toRow(cells: readonly string[]): Row;
}

/** splunkd writes the twins last, and Splunk's Python SDK writes them beside their fields. Both are read. */
export function csvColumns(header: readonly string[], name: string): CsvColumns {
  const plain = new Map<string, number>();
  const twins = new Map<string, number>();
  for (const [place, column] of header.entries()) {
    // Spreadsheets and data frames may write a column without a name, for row numbers.
    if (column === "") continue;
    const isTwin = column.startsWith(TWIN);
    const known = isTwin ? twins : plain;
    const field = isTwin ? column.slice(TWIN.length) : column;
    if (known.has(field)) {
      throw bad(
        name,
        `two columns of ${name} are called \`${column}\``,
        "Rename one of them.",
        undefined,
        1,
      );
    }
    known.set(field, place);
  }
  const fields = [...new Set([...plain.keys(), ...twins.keys()])];
  const places = fields.map((field) => ({
    field,
    plain: plain.get(field) ?? -1,
    twin: twins.get(field) ?? -1,
  }));
  return {
    fields,
    width: header.length,
    toRow(cells) {
      const row = emptyRow();
      for (const place of places) {
        const cell = place.plain < 0 ? "" : (cells[place.plain] ?? "");
        const twin = place.twin < 0 ? "" : (cells[place.twin] ?? "");
        row[place.field] = twin === "" ? cell : valueOf(decodeMultivalue(twin), cell);
      }
      return row;
    },
  };
}

/** A field with one value is plain text, even if it was encoded as multivalue. */
function valueOf(values: readonly string[], cell: string): string | readonly string[] {
  return values.length > 1 ? values : (values[0] ?? cell);
}
