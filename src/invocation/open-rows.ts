/** The rows that the search behind the action is said to have found, from wherever they come. */
import type { Row, RowSource } from "./invocation.ts";
import { readCsvRows } from "./read-csv-rows.ts";
import { readJsonRows } from "./read-json-rows.ts";
import { openResultsBytes, type ResultsBytes } from "./results-bytes.ts";
import { emptyRow, fieldsOf, rowOf } from "./row-shape.ts";

export type RowSpec =
  /** Field and value; a field named again becomes multivalue. */
  | { readonly kind: "pairs"; readonly pairs: readonly (readonly [string, string])[] }
  /** CSV, gzipped or not, or JSON; `-` is stdin. */
  | { readonly kind: "file"; readonly path: string; readonly stdin?: AsyncIterable<Uint8Array> }
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  /** What `| makeresults` gives: one row with nothing but its time. */
  | { readonly kind: "makeresults" };

/** A source to close: what was opened for it goes when it goes. */
export type OpenRows = RowSource & AsyncDisposable;

export async function openRows(spec: RowSpec, now: number): Promise<OpenRows> {
  switch (spec.kind) {
    case "pairs":
      return inMemory([rowOfPairs(spec.pairs)]);
    case "rows":
      return inMemory(spec.rows);
    case "makeresults":
      return inMemory([rowOf([["_time", String(Math.floor(now))]])]);
    case "file":
      return fromFile(await openResultsBytes(spec.path, spec.stdin ?? process.stdin));
  }
}

function rowOfPairs(pairs: readonly (readonly [string, string])[]): Row {
  const row = emptyRow();
  for (const [field, value] of pairs) {
    const before = row[field];
    row[field] = before === undefined ? value : [...[before].flat(), value];
  }
  return row;
}

function inMemory(rows: readonly Row[]): OpenRows {
  async function* batches(): AsyncGenerator<readonly Row[]> {
    if (rows.length > 0) yield rows;
  }
  return { fields: fieldsOf(rows), batches: batches(), [Symbol.asyncDispose]: async () => {} };
}

async function fromFile(results: ResultsBytes): Promise<OpenRows> {
  try {
    const source = await ((await isJson(results)) ? readJsonRows(results) : readCsvRows(results));
    return { ...source, [Symbol.asyncDispose]: () => results.close() };
  } catch (error) {
    await results.close();
    throw error;
  }
}

/** Told by content, since exports are saved under any name. */
async function isJson(results: ResultsBytes): Promise<boolean> {
  for await (const chunk of results.read()) {
    const first = /\S/.exec(chunk.toString("latin1"))?.[0];
    if (first !== undefined) return first === "[" || first === "{";
  }
  return false;
}
