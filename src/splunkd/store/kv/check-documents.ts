/**
 * Documents as the KV store takes them: objects, not nested without end, not larger than the database beneath takes.
 * Ground: limits.conf.spec [kvstore]; MongoDB's limits: 100 levels, 16 MB a document.
 */
import { KvQueryError } from "./kv-query-error.ts";

const DEEPEST = 100;
const MOST_BYTES = 16 * 1024 * 1024;

/** `bytes`: length of the body that it came in. */
export function checkedDocument(value: unknown, bytes: number): object {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new KvQueryError("JSON in the request is invalid. ( A document must be an object )");
  if (isDeeper(value))
    throw new KvQueryError(
      `JSON in the request is invalid. ( Nested deeper than ${DEEPEST} levels )`,
    );
  if (bytes > MOST_BYTES && Buffer.byteLength(JSON.stringify(value)) > MOST_BYTES)
    throw new KvQueryError(`The document is larger than ${MOST_BYTES / 1024 / 1024} MB.`);
  return value;
}

/** Without recursion: what is nested a hundred thousand times would be too much for that. */
function isDeeper(document: object): boolean {
  let level: object[] = [document];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    const next: object[] = [];
    for (const value of level) {
      const values: readonly unknown[] = Object.values(value);
      for (const inner of values) if (typeof inner === "object" && inner !== null) next.push(inner);
    }
    level = next;
  }
  return false;
}
