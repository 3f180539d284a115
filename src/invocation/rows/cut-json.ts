/** Cuts a byte stream of JSON into the objects that are rows: of an array, of lines, or of Splunk's `{"results":[…]}`. */
import { bad, decodeUtf8, LONGEST_RECORD } from "../results/results-bytes.ts";

const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;

export interface JsonPiece {
  /** One object. */
  readonly text: string;
  readonly line: number;
}

export async function* cutJson(
  chunks: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<JsonPiece> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let offset = 0;
  let line = 1;
  let start = { offset: 0, line: 1 };
  let depth = 0;
  let isQuoted = false;
  let isEscaped = false;
  let list: number | undefined;
  for await (const chunk of chunks) {
    let from = 0;
    const skip = list === undefined ? listStart(chunk) : 0;
    list ??= skip;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] as number;
      if (byte === NEWLINE) line += 1;
      if (i < skip) continue;
      if (isQuoted) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isQuoted = false;
      } else if (depth === 0) {
        if (byte <= 32 || (list > 0 && byte === COMMA)) continue;
        // What follows the list (counts, messages) tells nothing of the rows.
        if (list > 0 && byte === CLOSE_LIST) return;
        if (byte !== OPEN) throw notAnObject(name, line);
        depth = 1;
        from = i;
        start = { offset: offset + i, line };
      } else if (byte === QUOTE) {
        isQuoted = true;
      } else if (byte === OPEN || byte === OPEN_LIST) {
        depth += 1;
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        depth -= 1;
        if (depth > 0) continue;
        held.push(chunk.subarray(from, i + 1));
        yield {
          text: decodeUtf8(Buffer.concat(held), name, start.offset, start.line),
          line: start.line,
        };
        held = [];
        heldBytes = 0;
      }
    }
    offset += chunk.length;
    if (depth === 0) continue;
    held.push(chunk.subarray(from));
    heldBytes += chunk.length - from;
    if (heldBytes > LONGEST_RECORD) throw cut(name, start.line);
  }
  if (depth > 0 || (list ?? 0) > 0) throw cut(name, start.line);
}

/** Bytes up to and with the `[` before the rows; 0 when they stand one after another. */
function listStart(head: Buffer): number {
  // One character a byte, so that places in the text are places in the bytes.
  const text = head.toString("latin1");
  const first = text.search(/\S/);
  if (text[first] === "[") return first + 1;
  for (const match of text.matchAll(/"results"\s*:\s*\[(?=\s*\{)/g)) {
    // Closed here, the text is whole only if this is a key of the outermost object.
    if (isJson(`${text.slice(0, match.index)}"results":0}`)) return match.index + match[0].length;
  }
  return 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function notAnObject(name: string, line: number): Error {
  const hint = "Give an array of objects, one object a line, or what Splunk exports as JSON.";
  return bad(
    name,
    `line ${line} of ${name} is JSON but no object, and a row is an object`,
    hint,
    undefined,
    line,
  );
}

function cut(name: string, line: number): Error {
  const message = `${name} ends in the middle: what begins in line ${line} is never closed`;
  return bad(
    name,
    message,
    "Fetch the file again, or close its brackets and quotes.",
    undefined,
    line,
  );
}
