/**
 * `sort`, `skip`, `limit` and `fields` of a KV store request, in this order.
 * Ground: REST API Reference, storage/collections/data/{collection}; limits.conf.spec [kvstore].
 */
import type { KvDocument } from "./kv-document.ts";

export interface KvShape {
  readonly sort?: string | undefined;
  readonly skip?: string | undefined;
  readonly limit?: string | undefined;
  readonly fields?: string | undefined;
}

/** `max_rows_per_query` as Splunk ships it. */
export const MAX_ROWS_PER_QUERY = 50_000;

export function shapeDocuments(
  documents: Iterable<KvDocument>,
  shape: KvShape,
  maxRows: number = MAX_ROWS_PER_QUERY,
): object[] {
  const skip = Math.max(0, count(shape.skip, 0));
  const asked = count(shape.limit, 0);
  const limit = asked > 0 ? Math.min(asked, maxRows) : maxRows;
  const project = projection(shape.fields);
  const order = sortOrder(shape.sort);
  const shaped: object[] = [];
  if (order !== undefined) {
    const sorted = [...documents].sort(order).slice(skip, skip + limit);
    return sorted.map(project);
  }
  // Unsorted ones need not all be looked at.
  let seen = 0;
  for (const document of documents) {
    seen += 1;
    if (seen <= skip) continue;
    shaped.push(project(document));
    if (shaped.length >= limit) break;
  }
  return shaped;
}

function count(text: string | undefined, fallback: number): number {
  const number = Number(text ?? fallback);
  return Number.isInteger(number) ? number : fallback;
}

type Order = (one: KvDocument, other: KvDocument) => number;

function sortOrder(text: string | undefined): Order | undefined {
  const keys = pairs(text).map(({ name, value }) => ({
    path: name,
    sign: value === "-1" ? -1 : 1,
  }));
  if (keys.length === 0) return undefined;
  return (one, other) => {
    for (const { path, sign } of keys) {
      const difference = compare(at(one, path), at(other, path));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

/** As MongoDB orders kinds: nothing, numbers, texts, objects, lists, booleans. */
function compare(one: unknown, other: unknown): number {
  const kinds = kindOf(one) - kindOf(other);
  if (kinds !== 0) return kinds;
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one === "boolean" && typeof other === "boolean") return Number(one) - Number(other);
  const texts = [one, other].map((value) =>
    typeof value === "string" ? value : JSON.stringify(value),
  );
  const [a = "", b = ""] = texts;
  return a < b ? -1 : a > b ? 1 : 0;
}

function kindOf(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === "number") return 1;
  if (typeof value === "string") return 2;
  if (Array.isArray(value)) return 4;
  return typeof value === "object" ? 3 : 5;
}

function at(document: KvDocument, path: string): unknown {
  if (Object.hasOwn(document, path)) return document[path];
  let value: unknown = document;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** `a,b` keeps those and `_key`; `a:0` leaves out; `_id:0` or `_key:0` leaves out the key. */
function projection(text: string | undefined): (document: KvDocument) => object {
  const wanted = pairs(text);
  if (wanted.length === 0) return (document) => document;
  const isOut = (value: string): boolean => value === "0";
  const out = new Set(wanted.filter(({ value }) => isOut(value)).map(({ name }) => name));
  if (out.has("_id")) out.add("_key");
  const kept = wanted.filter(({ value }) => !isOut(value)).map(({ name }) => name);
  if (kept.length === 0) {
    return (document) =>
      Object.fromEntries(Object.entries(document).filter(([name]) => !out.has(name)));
  }
  const names = kept.includes("_key") || out.has("_key") ? kept : [...kept, "_key"];
  return (document) => {
    const made: [string, unknown][] = [];
    for (const name of names) {
      const value = at(document, name);
      if (value !== undefined) made.push([name, value]);
    }
    return Object.fromEntries(made);
  };
}

function pairs(text: string | undefined): { name: string; value: string }[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const cut = part.lastIndexOf(":");
      return cut <= 0
        ? { name: part, value: "1" }
        : { name: part.slice(0, cut).trim(), value: part.slice(cut + 1).trim() };
    });
}
