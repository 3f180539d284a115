/**
 * JSON as it comes over the wire: what is nested without end is refused before it is parsed, for a hundred megabytes of
 * brackets would keep everybody waiting for half a minute.
 */

const DEEPEST = 1000;
/** Shorter ones are parsed in no time, whatever is in them. */
const SHORT = 64 * 1024;

/** Throws a SyntaxError. */
export function parseJson(body: Buffer): unknown {
  if (body.length > SHORT && isDeep(body)) throw new SyntaxError("nested too deeply");
  const json: unknown = JSON.parse(body.toString("utf8"));
  return json;
}

function isDeep(body: Buffer): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) at = endOfText(body, at + 1);
    else depth += STEPS[byte ?? 0] ?? 0;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How each byte outside of texts changes the depth: brackets and braces. */
const STEPS = new Int8Array(256);
STEPS[0x5b] = STEPS[0x7b] = 1;
STEPS[0x5d] = STEPS[0x7d] = -1;

/** The position of the quote that ends the text that begins at `from`. */
function endOfText(body: Buffer, from: number): number {
  let at = from;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at;
}
