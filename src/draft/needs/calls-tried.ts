/** Stubs for the calls to vendors that a run tried in vain: each answers 200 with `{}`, which a person mends. */
import type { Where } from "../../errors.ts";
import type { Given } from "../../scenario/file/scenario.ts";
import type { Transcript } from "../../transcript.ts";

export type Stub = NonNullable<Given["http"]>[number];

export interface TriedCall {
  readonly stub: Stub;
  /** The line of the add-on that it comes from, where Python shows it. */
  readonly where: Where | null;
}

/** Ports at which nothing but HTTP is spoken. */
const WEB: Readonly<Record<number, "http" | "https">> = { 80: "http", 443: "https" };
const MOST_CALLS = 40;
/** Shorter texts occur in any path. */
const LEAST_VALUE = 4;

/** `values`: what a row or a parameter brings into a path, which other rows and parameters do not. */
export function callsTried(
  { outbound, http }: Pick<Transcript, "outbound" | "http">,
  values: readonly string[],
): TriedCall[] {
  const refused = outbound.flatMap(({ protocol, host, port, method, path, refusal, where }) => {
    const scheme = protocol === "http" || protocol === "https" ? protocol : WEB[port];
    if (refusal === null || scheme === undefined || host === "") return [];
    const origin = `${scheme}://${bracketed(host)}${WEB[port] === scheme ? "" : `:${port}`}`;
    // Without a path, a stub answers to any.
    const url = path === null ? origin : `${origin}${opened(path, values)}`;
    return { stub: stubOf(method, url), where };
  });
  const unmatched = http.flatMap(({ method, url, unmatched }) => {
    if (unmatched === null) return [];
    const { origin, pathname } = new URL(url);
    return { stub: stubOf(method, `${origin}${opened(pathname, values)}`), where: null };
  });
  return [...refused, ...unmatched].slice(0, MOST_CALLS);
}

function stubOf(method: string | null, url: string): Stub {
  return method === null ? { url, json: {} } : { method, url, json: {} };
}

function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** A path in which a value stands for any other. */
function opened(path: string, values: readonly string[]): string {
  const plain = path.split(/[?#]/)[0] ?? "";
  const segments = plain.split("/").map((segment) => {
    const isValue = values.some(
      (value) => value.length >= LEAST_VALUE && decoded(segment).includes(value),
    );
    return isValue ? "*" : segment.replace(/\s/g, "*");
  });
  return segments.join("/");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The calls of both, each once. */
export function sumOfCalls(
  low: readonly TriedCall[],
  high: readonly TriedCall[],
): readonly TriedCall[] {
  const known = new Set<string>();
  return [...low, ...high].filter(({ stub: { method = "", url } }) => {
    const key = `${method} ${url}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** Row and parameters as texts. */
export function valuesOf(
  row: Readonly<Record<string, string | readonly string[]>>,
  params: Readonly<Record<string, string>>,
): string[] {
  return [...Object.values(row).flat(), ...Object.values(params)];
}

/** The comment above a stub. */
export function noteOf({ where }: TriedCall): string {
  const from = where === null ? "" : ` Called by ${where.file}:${where.line}.`;
  return `Write what the vendor answers.${from}`;
}
