/**
 * The `query` of KV store requests as a test on documents.
 * Ground: REST API Reference, storage/collections/data/{collection}: a subset of MongoDB's query language.
 */
import { createRequire } from "node:module";
import type { Query } from "mingo";
import type { KvDocument } from "./kv-document.ts";

/** Told to the caller as 400. */
export class KvQueryError extends Error {}

export type KvTest = (document: KvDocument) => boolean;

/** Comparison, logic and shape; nothing that computes or runs code. */
const OPERATORS: ReadonlySet<string> = new Set(
  (
    "$and $or $nor $not $eq $ne $gt $gte $lt $lte $in $nin $exists $regex $options $all $elemMatch " +
    "$size $type $mod"
  ).split(" "),
);

/** Deeper ones are an attack, not a question. */
const DEEPEST = 50;

export interface KvQuery {
  /** The one key it can match, where it asks for nothing else than that. */
  readonly key?: string;
  readonly test: KvTest;
}

const ALL: KvQuery = { test: () => true };

export function readKvQuery(text: string | undefined): KvQuery {
  if (text === undefined || text.trim() === "") return ALL;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new KvQueryError(`JSON could not be parsed: ${(error as Error).message}`);
  }
  return compileKvQuery(parsed);
}

export function compileKvQuery(query: unknown): KvQuery {
  if (!isPlain(query)) throw new KvQueryError("The query must be a JSON object.");
  const keys = Object.keys(query);
  if (keys.length === 0) return ALL;
  const checked = checkedQuery(query, 0) as Record<string, unknown>;
  const compiled = compile(checked);
  const key = keys.length === 1 ? query["_key"] : undefined;
  const test: KvTest = (document) => compiled.test(document);
  return typeof key === "string" ? { key, test } : { test };
}

function compile(query: Record<string, unknown>): Query<Record<string, unknown>> {
  try {
    return new (mingo().Query)(query);
  } catch (error) {
    throw new KvQueryError((error as Error).message);
  }
}

let loaded: typeof import("mingo") | undefined;

/** Loaded by the first query: a run without one does without it. */
function mingo(): typeof import("mingo") {
  loaded ??= createRequire(import.meta.url)("mingo") as typeof import("mingo");
  return loaded;
}

function checkedQuery(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) throw new KvQueryError("The query is nested too deeply.");
  if (Array.isArray(value)) return value.map((item) => checkedQuery(item, depth + 1));
  if (!isPlain(value)) return value;
  const made: Record<string, unknown> = {};
  for (const [name, operand] of Object.entries(value)) {
    if (name.startsWith("$") && !OPERATORS.has(name)) {
      throw new KvQueryError(`Unsupported operator: ${name}`);
    }
    const inner = checkedQuery(operand, depth + 1);
    // Splunk's examples put $not before a whole condition, MongoDB only behind a field.
    if (name === "$not" && depth === 0) {
      made["$nor"] = [...((made["$nor"] as unknown[] | undefined) ?? []), inner];
    } else {
      Object.defineProperty(made, name, { value: inner, enumerable: true });
    }
  }
  return made;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
