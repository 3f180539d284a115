/** The rows that trigger the action, from wherever they come. */
import { HarnessError } from "../../errors.ts";
import type { Row, RowSource } from "../invocation.ts";
import { buildNotable, type NotableSpec } from "../notable/notable.ts";
import { openResultsBytes, type ResultsBytes } from "../results/results-bytes.ts";
import { emptyRow, fieldsOf, rowOf } from "./row-shape.ts";

export type RowSpec =
  /** One row of fields and values. A field that is named again becomes multivalue. */
  | { readonly kind: "pairs"; readonly pairs: readonly (readonly [string, string])[] }
  /** CSV, gzipped or not, or JSON; `-` is stdin. */
  | {
      readonly kind: "file";
      readonly path: string;
      readonly stdin?: AsyncIterable<Uint8Array> | undefined;
      /** Fields that override those of each row. An empty value removes a field. */
      readonly set?: readonly (readonly [string, string])[] | undefined;
    }
  /** A realistic notable event, as an ad hoc response action gets it. */
  | ({ readonly kind: "notable" } & NotableSpec)
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  /** The caller opens and closes it. */
  | { readonly kind: "source"; readonly source: OpenRows }
  /** What `| makeresults` gives: one row with nothing but its time. */
  | { readonly kind: "makeresults" };

/** Rows, or the search that finds them. */
export type TriggerRows = RowSpec | { readonly kind: "spl"; readonly text: string };

/** A source of rows that has to be closed. */
export type OpenRows = RowSource & AsyncDisposable;

export interface RowsInMemory {
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
}

export async function openRows(spec: RowSpec, now: number): Promise<OpenRows> {
  switch (spec.kind) {
    case "pairs":
      return inMemory([rowOfPairs(spec.pairs, now)]);
    case "rows":
      return inMemory(spec.rows);
    case "notable":
      return inMemory([buildNotable(spec, now)]);
    case "source":
      return { ...spec.source, [Symbol.asyncDispose]: async () => {} };
    case "makeresults":
      return inMemory([rowOf([["_time", String(Math.floor(now))]])]);
    case "file":
      return withFields(
        await fromFile(await openResultsBytes(spec.path, spec.stdin ?? process.stdin), spec.path),
        spec.set ?? [],
      );
  }
}

/** All rows in memory, with the columns of their header. */
export async function readAllRows(spec: RowSpec, now: number): Promise<RowsInMemory> {
  await using source = await openRows(spec, now);
  const rows: Row[] = [];
  for await (const batch of source.batches) rows.push(...batch);
  return { fields: source.fields, rows };
}

/** With a time, as `makeresults` gives one, unless the pairs name another. */
function rowOfPairs(pairs: readonly (readonly [string, string])[], now: number): Row {
  const row = emptyRow();
  if (pairs.every(([field]) => field !== "_time")) row["_time"] = String(Math.floor(now));
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

async function fromFile(results: ResultsBytes, path: string): Promise<OpenRows> {
  try {
    const first = await firstCharacter(results);
    const isJson = first === "[" || first === "{";
    if (!isJson && first !== undefined && /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i.test(path))
      throw noJson(path);
    // Most runs read no file, and need no reader.
    const source = isJson
      ? await (await import("./read-json-rows.ts")).readJsonRows(results)
      : await (await import("./read-csv-rows.ts")).readCsvRows(results);
    return { ...source, [Symbol.asyncDispose]: () => results.close() };
  } catch (error) {
    await results.close();
    throw error;
  }
}

function withFields(rows: OpenRows, set: readonly (readonly [string, string])[]): OpenRows {
  if (set.length === 0) return rows;
  const gone = new Set(set.filter(([, value]) => value === "").map(([field]) => field));
  const put = set.filter(([, value]) => value !== "");
  async function* batches(): AsyncGenerator<readonly Row[]> {
    for await (const batch of rows.batches) {
      yield batch.map((row) => {
        const kept = Object.entries(row).filter(([field]) => !gone.has(field));
        return rowOf([...kept, ...put]);
      });
    }
  }
  const fields = new Set([...rows.fields, ...put.map(([field]) => field)]);
  return {
    fields: [...fields].filter((field) => !gone.has(field)),
    batches: batches(),
    [Symbol.asyncDispose]: () => rows[Symbol.asyncDispose](),
  };
}

/** JSON is told from CSV by content, since exports are saved under any name. */
async function firstCharacter(results: ResultsBytes): Promise<string | undefined> {
  for await (const chunk of results.read()) {
    const first = /\S/.exec(chunk.toString("latin1"))?.[0];
    if (first !== undefined) return first;
  }
  return undefined;
}

function noJson(path: string): HarnessError {
  return new HarnessError("INVOKE_BAD_RESULTS", `${path} holds no JSON rows`, {
    hint: "Give an array of objects, one object a line, or what Splunk exports as JSON.",
    where: { file: path, line: 1 },
  });
}
