/**
 * The `query` of KV store requests as a test on documents.
 * Ground: REST API Reference, storage/collections/data/{collection}: a subset of MongoDB's query language.
 */
import { createRequire } from "node:module";
import type { Query } from "mingo";
import { checkedQuery, isPlain, PATTERN_OPERATOR, type Plain } from "./check-query.ts";
import type { KvDocument } from "./kv-document.ts";
import { KvQueryError } from "./kv-query-error.ts";
import { type KvPattern, matchKvPattern } from "./kv-regex.ts";

/** Throws a KvQueryError where a value cannot be compared. */
export type KvTest = (document: KvDocument) => boolean;

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
  const checked = checkedQuery(query);
  const compiled = compile(checked);
  const key = keys.length === 1 ? query["_key"] : undefined;
  const test: KvTest = (document) => {
    try {
      return compiled.test(document);
    } catch (error) {
      throw asKvError(error);
    }
  };
  return typeof key === "string" ? { key, test } : { test };
}

function asKvError(error: unknown): KvQueryError {
  return error instanceof KvQueryError ? error : new KvQueryError((error as Error).message);
}

function compile(query: Plain): Query<Plain> {
  const { Query: MongoQuery, Context } = mingo();
  const context = Context.init({
    query: {
      [PATTERN_OPERATOR]: (...[path, pattern]: readonly unknown[]) => {
        const matches = matchKvPattern(pattern as KvPattern);
        const steps = String(path).split(".");
        return (document: Plain) => matches(valueAt(document, steps));
      },
    },
  });
  try {
    return new MongoQuery(query, { context });
  } catch (error) {
    throw asKvError(error);
  }
}

/** Through lists too: of each item what lies there. */
function valueAt(value: unknown, steps: readonly string[]): unknown {
  const [step, ...others] = steps;
  if (step === undefined) return value;
  if (Array.isArray(value) && !/^\d+$/.test(step))
    return value.flatMap((item) => valueAt(item, steps) ?? []);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  return valueAt((value as Plain)[step], others);
}

let loaded: typeof import("mingo") | undefined;

/** Loaded by the first query: a run without one does without it. */
function mingo(): typeof import("mingo") {
  loaded ??= createRequire(import.meta.url)("mingo") as typeof import("mingo");
  return loaded;
}
