/** Makes rows whose field names come from outside. */
import { emptyRow } from "../../search/text/row.ts";
import type { Row } from "../invocation.ts";

export { emptyRow };

/** A row from pairs; later pairs of one name overwrite earlier ones. */
export function rowOf(entries: Iterable<readonly [string, string | readonly string[]]>): Row {
  const row = emptyRow();
  for (const [field, value] of entries) row[field] = value;
  return row;
}

/** All field names of some rows, in order of first appearance. */
export function fieldsOf(rows: Iterable<Row>): string[] {
  const fields = new Set<string>();
  for (const row of rows) for (const field of Object.keys(row)) fields.add(field);
  return [...fields];
}
