/**
 * A query of the KV store in MongoDB's language, compiled by `mingo`: of it only what queries need, since the whole takes
 * several times as long to load.
 */
import { Context } from "mingo/core";
import * as operators from "mingo/operators/query";
import { Query } from "mingo/query";
import { messageOf } from "../../../host/caught.ts";
import { checkedQuery, PATTERN_OPERATOR, type Plain } from "./check-query.ts";
import { KvQueryError } from "./kv-query-error.ts";
import type { KvTest } from "./kv-document.ts";
import { type KvPattern, matchKvPattern } from "./kv-regex.ts";

const context = Context.init({
  query: {
    ...operators,
    [PATTERN_OPERATOR]: (...[path, pattern]: readonly unknown[]) => {
      const matches = matchKvPattern(pattern as KvPattern);
      const steps = String(path).split(".");
      return (document: Plain) => matches(valueAt(document, steps));
    },
  },
});

export function compileMongoQuery(query: Plain): KvTest {
  const compiled = compile(checkedQuery(query));
  return (document) => {
    try {
      return compiled.test(document);
    } catch (error) {
      throw asKvError(error);
    }
  };
}

function compile(query: Plain): Query<Plain> {
  try {
    return new Query(query, { context });
  } catch (error) {
    throw asKvError(error);
  }
}

function asKvError(error: unknown): KvQueryError {
  return error instanceof KvQueryError ? error : new KvQueryError(messageOf(error));
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
