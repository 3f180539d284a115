/**
 * A response whose headers are spelled as splunkd spells them: splunk-sdk-java keeps its cookies only when `Set-Cookie` is
 * written so, and Fastify writes every name small.
 */
import { type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Ground: headers that splunkd sends with each answer. */
const ALWAYS = [
  ["Expires", "Thu, 26 Oct 1978 00:00:00 GMT"],
  ["Cache-Control", "no-store, no-cache, must-revalidate, max-age=0"],
  ["X-Content-Type-Options", "nosniff"],
  ["Vary", "Cookie, Authorization"],
  ["X-Frame-Options", "SAMEORIGIN"],
  ["Server", "Splunkd"],
] as const;
const PAIRS: readonly string[] = ALWAYS.flat();

/** Names come again and again, those of apps' own handlers aside. */
const known = new Map<string, string>();

function spelled(name: string): string {
  let spelling = known.get(name);
  if (spelling === undefined) {
    spelling = name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
    if (known.size < 1000) known.set(name, spelling);
  }
  return spelling;
}

export class SpelledResponse extends ServerResponse {
  override setHeader(name: string, value: number | string | readonly string[]): this {
    return super.setHeader(spelled(name), value);
  }

  /** Fastify gives the headers of a whole answer here; those of a stream it has set one by one. */
  override writeHead(status: number, ...more: unknown[]): this {
    const headers = more.at(-1);
    if (typeof headers !== "object" || headers === null) {
      for (const [name, value] of ALWAYS) super.setHeader(name, value);
      return super.writeHead(status);
    }
    const pairs: OutgoingHttpHeader[] = [...PAIRS];
    for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders))
      if (value !== undefined) pairs.push(spelled(name), value);
    return super.writeHead(status, pairs);
  }
}
