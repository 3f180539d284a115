/** A payload before it is written as JSON or XML. */
import type { Row } from "../invocation.ts";

/** The plain keys in their order, then the two nested ones. */
export interface Payload {
  readonly keys: readonly (readonly [string, string])[];
  readonly searchName: string;
  readonly params: ReadonlyMap<string, string>;
  readonly row: Row;
}
