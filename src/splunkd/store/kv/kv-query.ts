/**
 * The `query` of KV store requests as a test on documents. What compiles it is loaded by the first query: a run without
 * one does without it.
 * Ground: REST API Reference, storage/collections/data/{collection}: a subset of MongoDB's query language.
 */
import { messageOf } from "../../../host/caught.ts";
import { isPlain } from "./check-query.ts";
import type { KvTest } from "./kv-document.ts";
import { KvQueryError } from "./kv-query-error.ts";

export interface KvQuery {
  /** The one key it can match, where it asks for nothing else than that. */
  readonly key?: string;
  readonly test: KvTest;
}

export const ALL_DOCUMENTS: KvQuery = { test: () => true };

export async function readKvQuery(text: string | undefined): Promise<KvQuery> {
  if (text === undefined || text.trim() === "") return ALL_DOCUMENTS;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new KvQueryError(`JSON could not be parsed: ${messageOf(error)}`);
  }
  return compileKvQuery(parsed);
}

export async function compileKvQuery(query: unknown): Promise<KvQuery> {
  if (!isPlain(query)) throw new KvQueryError("The query must be a JSON object.");
  const keys = Object.keys(query);
  if (keys.length === 0) return ALL_DOCUMENTS;
  const { compileMongoQuery } = await import("./mongo-query.ts");
  const test = compileMongoQuery(query);
  const key = keys.length === 1 ? query["_key"] : undefined;
  return typeof key === "string" ? { key, test } : { test };
}
