/** Rows whose field names come from outside: no prototype to trip over, yet as fast as a literal object. */

/** A field without a value is not there; a multivalue field is an array. */
export type MutableRow = Record<string, string | readonly string[]>;

/** With a null prototype behind the constructor, `__proto__` is a field like any other. */
const Shape = function Shape() {} as unknown as { new (): MutableRow; prototype: unknown };
Shape.prototype = Object.freeze(Object.create(null));

export function emptyRow(): MutableRow {
  return new Shape();
}
