/** The aggregates of one group of rows, as stats, eventstats, and streamstats gather them. */
import type { MutableRow } from "../../text/row.ts";
import type { Aggregate } from "./gather.ts";
import { type FieldPattern, fillPattern } from "../stage/field-patterns.ts";
import type { StatsTerm } from "./stats-terms.ts";

/** Takes in what one term wants of a row. */
type TakeIn = (row: MutableRow) => void;

export class Gathering {
  readonly #aggregates: readonly ReadonlyMap<string, Aggregate>[];
  readonly #takes: readonly TakeIn[];

  constructor(terms: readonly StatsTerm[]) {
    const gathered = terms.map((term) => {
      const { field } = term;
      if (field?.isWild === true) return manyFields(term, field);
      const aggregate = term.make();
      return {
        aggregates: new Map([[term.name, aggregate]]),
        take: oneField(term, aggregate),
      };
    });
    this.#aggregates = gathered.map(({ aggregates }) => aggregates);
    this.#takes = gathered.map(({ take }) => take);
  }

  add(row: MutableRow): void {
    for (const take of this.#takes) take(row);
  }

  /** Puts the results into a row. */
  writeTo(row: MutableRow): void {
    for (const aggregates of this.#aggregates) {
      for (const [name, aggregate] of aggregates) {
        const value = aggregate.result();
        if (value !== undefined) row[name] = value;
      }
    }
  }
}

function oneField({ field, compute }: StatsTerm, aggregate: Aggregate): TakeIn {
  const computed = compute?.();
  if (computed !== undefined) return (row) => aggregate.add(computed(row), row);
  if (field === undefined) return (row) => aggregate.add("1", row);
  const { text } = field;
  return (row) => aggregate.add(row[text], row);
}

/** `sum(bytes_*)`: an aggregate for each field that there is. */
function manyFields(
  term: StatsTerm,
  field: FieldPattern,
): { readonly aggregates: ReadonlyMap<string, Aggregate>; readonly take: TakeIn } {
  const aggregates = new Map<string, Aggregate>();
  const take = (row: MutableRow): void => {
    for (const key in row) {
      if (key.startsWith("_") && !field.text.startsWith("_")) continue;
      const captured = field.capture(key);
      if (captured === undefined) continue;
      const name = fillPattern(term.name, captured);
      let aggregate = aggregates.get(name);
      if (aggregate === undefined) aggregates.set(name, (aggregate = term.make()));
      aggregate.add(row[key], row);
    }
  };
  return { aggregates, take };
}
