/** `fieldsummary [maxvals=…] [<fields>]`: a row for each field, with what its values come to. Ground: Search Reference, «fieldsummary». */
import { textOrder } from "../../../text/text-order.ts";
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { readArgs, wholeNumber } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { fieldPattern } from "../stage/field-patterns.ts";
import { numberOf } from "../stage/sort-keys.ts";
import { inBatches, onlyColumns, type Stage } from "../stage/stage.ts";
import { aggregateOf } from "../stats/aggregate.ts";

const COLUMNS = "field count distinct_count is_exact max mean min numeric_count stdev values".split(
  " ",
);
const NUMBERS = ["max", "mean", "min", "stdev"];

/** Guess: limits.conf, `[fieldsummary] maxvals`, as the Search Reference tells it. */
const MOST_VALUES = 100;

export function fieldsummary(call: CommandCall): Stage {
  const { options, rest } = readArgs(call, ["maxvals"]);
  const most = wholeNumber(call, options.get("maxvals"), MOST_VALUES);
  const patterns = rest.map(({ text }) => fieldPattern(text));
  const isAsked = (name: string): boolean =>
    patterns.length === 0 ? !name.startsWith("_") : patterns.some((pattern) => pattern.test(name));
  return {
    columns: () => onlyColumns(COLUMNS, true),
    async *run(rows) {
      const fields = new Map<string, Summary>();
      for await (const batch of rows)
        for (const row of batch)
          for (const name in row) {
            if (!isAsked(name)) continue;
            const summary = fields.get(name) ?? new Summary();
            fields.set(name, summary);
            summary.add(row[name], row);
          }
      const all = [...fields].sort(([one], [other]) => textOrder(one, other));
      yield* inBatches(all.map(([name, summary]) => summary.row(name, most)));
    },
  };
}

class Summary {
  readonly #counts = new Map<string, number>();
  readonly #numbers = NUMBERS.map((name) => [name, aggregateOf(name)?.()] as const);
  #count = 0;
  #numeric = 0;

  add(value: string | readonly string[] | undefined, row: MutableRow): void {
    for (const text of [value ?? []].flat()) {
      this.#count += 1;
      this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
      if (numberOf(text) === undefined) continue;
      this.#numeric += 1;
      for (const [, aggregate] of this.#numbers) aggregate?.add(text, row);
    }
  }

  row(field: string, most: number): MutableRow {
    const values = [...this.#counts].sort(
      ([one, few], [other, many]) => many - few || textOrder(one, other),
    );
    const shown = values
      .slice(0, most === 0 ? Infinity : most)
      .map(([value, count]) => ({ value, count }));
    const row = Object.assign(emptyRow(), {
      field,
      count: String(this.#count),
      distinct_count: String(this.#counts.size),
      is_exact: "1",
      numeric_count: String(this.#numeric),
      values: JSON.stringify(shown),
    });
    for (const [name, aggregate] of this.#numbers) {
      const value = aggregate?.result();
      if (value !== undefined) row[name] = value;
    }
    return row;
  }
}
