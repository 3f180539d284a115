/**
 * Cuts a body of the HTTP Event Collector into its envelopes: one JSON object behind the other with anything blank
 * between, or a list of them. Ground: Getting Data In, «Format events for HTTP Event Collector», on batches.
 */

export interface Envelopes {
  readonly texts: readonly string[];
  /** Whether something follows that is no whole object. */
  readonly isBroken: boolean;
}

export function cutEnvelopes(body: string): Envelopes {
  const texts: string[] = [];
  const end = body.length;
  let isList = false;
  let at = afterBlanks(body, 0);
  if (body[at] === "[") {
    isList = true;
    at += 1;
  }
  for (;;) {
    at = afterBlanks(body, at);
    if (isList && body[at] === ",") at = afterBlanks(body, at + 1);
    if (isList && body[at] === "]") return { texts, isBroken: afterBlanks(body, at + 1) < end };
    if (at >= end) return { texts, isBroken: isList };
    const next = body[at] === "{" ? endOfObject(body, at) : -1;
    if (next === -1) return { texts, isBroken: true };
    texts.push(body.slice(at, next));
    at = next;
  }
}

function afterBlanks(body: string, from: number): number {
  let at = from;
  while (at < body.length) {
    const code = body.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    at += 1;
  }
  return at;
}

/** Looks for brackets and quotes only: whether it is JSON inside is the reader's to say. */
function endOfObject(body: string, from: number): number {
  let depth = 0;
  for (let at = from; at < body.length; at++) {
    const code = body.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(body, at);
      if (at === -1) return -1;
    } else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function endOfString(body: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const quote = body.indexOf('"', at);
    if (quote === -1) return -1;
    let slashes = 0;
    while (body.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return quote;
    at = quote + 1;
  }
}
