/** The URL of a stub: its host, path, and query, in which `*` stands for any text. Pure. */
import { wildcard, wildcardOfAnyCase } from "../../text/wildcard.ts";
import type { VendorRequest } from "../exchange.ts";

export interface UrlPattern {
  readonly text: string;
  readonly isSecure: boolean;
  readonly host: string;
  readonly port: number;
  /** undefined: any. */
  readonly path: string | undefined;
  readonly query: readonly (readonly [name: string, value: string])[];
  isHost(host: string): boolean;
  isPath(path: string): boolean;
}

const PARTS = /^(https?):\/\/(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?/i;

/** `text` has passed the schema. */
export function parseUrlPattern(text: string): UrlPattern {
  const [, scheme = "https", host = "", port, path = "", query = ""] = PARTS.exec(text) ?? [];
  const isSecure = scheme.toLowerCase() === "https";
  const plain = host.replace(/^\[|\]$/g, "");
  return {
    text,
    isSecure,
    host: plain,
    port: port === undefined ? usualPort(isSecure) : Number(port),
    path: path === "" ? undefined : path,
    query: [...new URLSearchParams(query)],
    isHost: wildcardOfAnyCase(plain),
    isPath: path === "" ? () => true : wildcard(path),
  };
}

function usualPort(isSecure: boolean): number {
  return isSecure ? 443 : 80;
}

/** Scheme, host, and port where it is not the usual one. */
export function originOf({
  isSecure,
  host,
  port,
}: Pick<VendorRequest, "isSecure" | "host" | "port">): string {
  const name = host.includes(":") ? `[${host}]` : host;
  const at = port === usualPort(isSecure) ? "" : `:${port}`;
  return `${isSecure ? "https" : "http"}://${name}${at}`;
}

/** The pairs of the pattern that the query lacks. */
export function missingPairs(
  wanted: UrlPattern["query"],
  query: string,
): readonly (readonly [name: string, value: string])[] {
  if (wanted.length === 0) return [];
  const given = new URLSearchParams(query);
  return wanted.filter(([name, value]) => !given.getAll(name).some(wildcard(value)));
}
