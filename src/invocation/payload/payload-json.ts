/** Writes a payload as JSON, in the order of splunkd. */
import type { Payload } from "./payload.ts";

/**
 * Written by hand to keep the order: a JavaScript object puts fields named like numbers first, and loses `__proto__`.
 */
export function payloadJson(payload: Payload, numericSid: boolean): string {
  const keys = payload.keys.map(([key, value]) =>
    pair(key, numericSid && key === "sid" && /^\d+\.\d+$/.test(value) ? value : text(value)),
  );
  keys.push(pair("configuration", object(payload.params)));
  keys.push(
    pair("result", payload.row === undefined ? "null" : object(Object.entries(payload.row))),
  );
  return `{${keys.join(",")}}`;
}

/** The keys of `configuration` and `result` are sorted by their bytes: capitals, then `_`, then small letters. */
export function sortedByBytes<T>(
  entries: Iterable<readonly [string, T]>,
): (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function object(entries: Iterable<readonly [string, string | readonly string[]]>): string {
  const members = sortedByBytes(entries).map(([key, value]) =>
    pair(key, typeof value === "string" ? text(value) : `[${value.map(text).join(",")}]`),
  );
  return `{${members.join(",")}}`;
}

function pair(key: string, value: string): string {
  return `${text(key)}:${value}`;
}

/** Guess: splunkd escapes as JSON.stringify does. Public payloads have slashes and non-ASCII letters unescaped. */
function text(value: string): string {
  return JSON.stringify(value);
}
