/** Makes rows whose field names come from outside: no prototype to trip over, yet as fast as a literal object. */
import type { Row } from "./invocation.ts";

export type MutableRow = Record<string, string | readonly string[]>;

/** With a null prototype behind the constructor, `__proto__` is a field like any other. */
const Shape = function Shape() {} as unknown as { new (): MutableRow; prototype: unknown };
Shape.prototype = Object.freeze(Object.create(null));

export function emptyRow(): MutableRow {
  return new Shape();
}

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
