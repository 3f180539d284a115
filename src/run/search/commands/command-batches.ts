/** Rows on their way to a search command and back. */
import { emptyRow } from "../../../search/text/row.ts";
import type { Batch, Batches } from "../../../search/spl/stage/stage.ts";
import { HeldRows } from "../../../search/text/limits.ts";

/** As many rows in a batch as there may be. */
export async function* gathered(rows: Batches, most: number): Batches {
  const held = new HeldRows();
  let part: Batch = [];
  for await (const batch of rows) {
    for (const row of batch) {
      held.add(row);
      part.push(row);
      if (part.length < most) continue;
      yield part;
      part = [];
    }
  }
  if (part.length > 0) yield part;
}

const INDEX = "_chunked_idx";

/**
 * A command that streams, and says which fields it wants, gets only these and the number of each row; what it gives is
 * laid over that row. Ground: recorded talks of splunkd 8.2.1, in which a field that was not asked for is in the results.
 */
export class JoinedRows {
  readonly #required: readonly string[] | undefined;
  #sent: Batch = [];

  constructor(required: readonly string[] | undefined) {
    this.#required = required;
  }

  /** Columns that are sent, whether a row has them or not. */
  get fields(): readonly string[] {
    return this.#required === undefined ? [] : [...this.#required, INDEX];
  }

  toSend(batch: Batch): Batch {
    const wanted = this.#required;
    if (wanted === undefined) return batch;
    this.#sent = batch;
    return batch.map((row, number) => {
      const part = emptyRow();
      for (const field of wanted) {
        const value = row[field];
        if (value !== undefined) part[field] = value;
      }
      part[INDEX] = String(number);
      return part;
    });
  }

  toGive(rows: Batch): Batch {
    const wanted = this.#required;
    if (wanted === undefined) return rows;
    return rows.map((row) => {
      const before = this.#sent[Number([row[INDEX] ?? "x"].flat()[0])];
      const whole = emptyRow();
      for (const [field, value] of Object.entries(before ?? {}))
        if (!wanted.includes(field)) whole[field] = value;
      for (const [field, value] of Object.entries(row)) if (field !== INDEX) whole[field] = value;
      return whole;
    });
  }
}
