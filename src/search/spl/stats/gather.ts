/** What every function of stats is: values of one field come in, and one result comes out. */
import type { MutableRow } from "../../text/row.ts";
import { numberOf } from "../stage/sort-keys.ts";

export type Value = string | readonly string[];

/** Gathers the values of one field, and gives the result. A row without the field has undefined. */
export interface Aggregate {
  /** `row`: whose value it is; some functions go by its time. */
  add(value: Value | undefined, row: MutableRow): void;
  result(): Value | undefined;
}

export function gather(
  add: (value: string, row: MutableRow) => void,
  result: () => Value | undefined,
): Aggregate {
  return {
    add(value, row) {
      if (typeof value === "string") add(value, row);
      else if (value !== undefined) for (const text of value) add(text, row);
    },
    result,
  };
}

/** Of the numbers alone. */
export function gatherNumbers(
  add: (number: number) => void,
  result: () => Value | undefined,
): Aggregate {
  return gather((value) => {
    const number = numberOf(value);
    if (number !== undefined) add(number);
  }, result);
}

export function keeper(choose: (before: string | undefined, value: string) => string): Aggregate {
  let kept: string | undefined;
  return gather(
    (value) => void (kept = choose(kept, value)),
    () => kept,
  );
}

export function several(values: readonly string[]): Value | undefined {
  const [only] = values;
  return values.length > 1 ? values : only;
}

/** As Splunk prints a result: whole numbers whole, others to fifteen digits. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(15)));
}
