/** Makes rows. Their field names may be anything. */
import { emptyRow } from "../../search/text/row.ts";
import type { Row } from "../invocation.ts";

export { emptyRow };

/** A row from pairs. Of several pairs with one name, the last one counts. */
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
