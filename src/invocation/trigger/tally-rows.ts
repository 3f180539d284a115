/** Counts the rows of a search while they go by, for the condition of its alert. */
import type { Row, RowSource } from "../invocation.ts";
import type { Tally } from "./alert-condition.ts";

export interface TalliedRows {
  /** The same rows. They are counted as they are read. */
  readonly rows: RowSource;
  /** Reads what has not been read, and tells how many there are. */
  finish(): Promise<Tally>;
}

export function tallyRows(source: RowSource): TalliedRows {
  const hosts = new Set<string>();
  const sources = new Set<string>();
  let events = 0;
  const iterator = source.batches[Symbol.asyncIterator]();
  const next = async (): Promise<readonly Row[] | undefined> => {
    const step = await iterator.next();
    if (step.done === true) return undefined;
    events += step.value.length;
    for (const row of step.value) {
      for (const host of [row["host"] ?? []].flat()) hosts.add(host);
      for (const name of [row["source"] ?? []].flat()) sources.add(name);
    }
    return step.value;
  };
  async function* batches(): AsyncGenerator<readonly Row[]> {
    for (let batch = await next(); batch !== undefined; batch = await next()) yield batch;
  }
  return {
    rows: { fields: source.fields, batches: batches() },
    async finish() {
      while ((await next()) !== undefined);
      return { events, hosts: hosts.size, sources: sources.size };
    },
  };
}
