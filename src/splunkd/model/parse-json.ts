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
  return JSON.parse(body.toString("utf8")) as unknown;
}

function isDeep(body: Buffer): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (isText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) isText = false;
    } else if (byte === 0x22) isText = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}
