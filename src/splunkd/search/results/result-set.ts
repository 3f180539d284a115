/** A stretch of a job's rows, to be rendered; and how a cell is told: `_time` as a date, all else as it is. */
import type { SearchShape } from "../search-shape.ts";

export type ResultRow = Readonly<Record<string, string | readonly string[]>>;

export interface ResultSet {
  /** In order of appearance. */
  readonly fields: readonly string[];
  readonly rows: readonly ResultRow[];
  /** Number of the first row. */
  readonly offset: number;
  readonly isPreview: boolean;
  /** Rows of a search over the results, where there was one. */
  readonly postProcessCount?: number;
  readonly messages?: readonly { readonly type: string; readonly text: string }[];
  /** What the search asked for and grouped by. */
  readonly shape?: Pick<SearchShape, "pairs" | "groupedBy"> | undefined;
  /** Words to be marked in the text of events, in XML. */
  readonly marks?: readonly string[];
}

/** Ground: recorded answers: `2014-06-28T07:00:55.724-07:00`, while commands see epoch seconds. */
export function cell(name: string, row: ResultRow): string | readonly string[] | undefined {
  const value = row[name];
  if (name !== "_time" || typeof value !== "string" || !/^\d{1,12}(?:\.\d+)?$/.test(value))
    return value;
  return new Date(Math.floor(Number(value) * 1000 + 1e-4)).toISOString().replace("Z", "+00:00");
}

/** The cells of a row in the order of the fields. */
export function shown(row: ResultRow, { fields }: ResultSet): ResultRow {
  const cells: [string, string | readonly string[]][] = [];
  for (const name of fields) {
    const value = cell(name, row);
    if (value !== undefined) cells.push([name, value]);
  }
  return Object.fromEntries(cells);
}

/** A multivalue field as one text. */
export function joined(value: string | readonly string[] | undefined): string {
  return typeof value === "string" || value === undefined ? (value ?? "") : value.join("\n");
}
