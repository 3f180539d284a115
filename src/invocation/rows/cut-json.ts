/** Cuts JSON into the objects that are rows: those of an array, one a line, or those of Splunk's `{"results":[…]}`. */
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
  /** The text of one object. */
  readonly text: string;
  readonly line: number;
}

export async function* cutJson(
  chunks: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<JsonPiece> {
  const cutter = new JsonCutter(name);
  for await (const chunk of chunks) {
    for (const piece of cutter.cut(chunk)) yield piece;
    if (cutter.isListOver) return;
  }
  cutter.end();
}

class JsonCutter {
  readonly #name: string;
  #isListOver = false;
  /** Whether the objects are in a list. Known after the first chunk. */
  #isList: boolean | undefined;
  /** The parts of an object that began in an earlier chunk. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Where the chunk begins in the file. */
  #offset = 0;
  #line = 1;
  /** Where the open object begins. */
  #start = { offset: 0, line: 1 };
  #depth = 0;
  #isQuoted = false;
  #isEscaped = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** After the list come counts and messages, but no rows. */
  get isListOver(): boolean {
    return this.#isListOver;
  }

  *cut(chunk: Buffer): Generator<JsonPiece> {
    let from = 0;
    for (let at = this.#skipHead(chunk); at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === NEWLINE) this.#line += 1;
      if (this.#isQuoted) this.#readQuoted(byte);
      else if (this.#depth === 0) {
        if (!this.#isBegin(byte)) continue;
        if (this.#isListOver) return;
        this.#depth = 1;
        from = at;
        this.#start = { offset: this.#offset + at, line: this.#line };
      } else if (this.#closes(byte)) {
        yield this.#piece(chunk.subarray(from, at + 1));
      }
    }
    this.#offset += chunk.length;
    if (this.#depth > 0) this.#hold(chunk.subarray(from));
  }

  /** Throws if the file ends too early. */
  end(): void {
    if (this.#depth > 0 || this.#isList === true) throw this.#cutShort();
  }

  /** Returns where the objects begin. */
  #skipHead(chunk: Buffer): number {
    if (this.#isList !== undefined) return 0;
    const start = listStart(chunk);
    this.#isList = start > 0;
    for (
      let at = chunk.indexOf(NEWLINE);
      at >= 0 && at < start;
      at = chunk.indexOf(NEWLINE, at + 1)
    )
      this.#line += 1;
    return start;
  }

  #readQuoted(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isQuoted = false;
  }

  /** Tells of a byte between objects whether an object begins with it, or the list ends. */
  #isBegin(byte: number): boolean {
    if (byte === OPEN) return true;
    if (byte <= 32) return false;
    if (this.#isList === true && byte === COMMA) return false;
    if (this.#isList !== true || byte !== CLOSE_LIST) throw this.#notAnObject();
    this.#isListOver = true;
    return true;
  }

  /** Tells of a byte in an object, outside of quotes, whether the object ends with it. */
  #closes(byte: number): boolean {
    if (byte === QUOTE) this.#isQuoted = true;
    else if (byte === OPEN || byte === OPEN_LIST) this.#depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) this.#depth -= 1;
    return this.#depth === 0;
  }

  #piece(last: Buffer): JsonPiece {
    const { offset, line } = this.#start;
    const bytes = Buffer.concat([...this.#held, last]);
    this.#held = [];
    this.#heldBytes = 0;
    return { text: decodeUtf8(bytes, this.#name, offset, line), line };
  }

  #hold(part: Buffer): void {
    this.#held.push(part);
    this.#heldBytes += part.length;
    if (this.#heldBytes > LONGEST_RECORD) throw this.#cutShort();
  }

  #notAnObject(): Error {
    return bad(
      this.#name,
      `line ${this.#line} of ${this.#name} is JSON but no object, and a row is an object`,
      "Give an array of objects, one object a line, or what Splunk exports as JSON.",
      undefined,
      this.#line,
    );
  }

  #cutShort(): Error {
    const { line } = this.#start;
    return bad(
      this.#name,
      `${this.#name} ends in the middle: what begins in line ${line} is never closed`,
      "Fetch the file again, or close its brackets and quotes.",
      undefined,
      line,
    );
  }
}

/** The number of bytes up to the `[` before the rows, and with it. 0 if the rows are not in a list. */
function listStart(head: Buffer): number {
  // One character for each byte, so that an index in the text is one in the bytes.
  const text = head.toString("latin1");
  const first = text.search(/\S/);
  if (text[first] === "[") return first + 1;
  for (const match of text.matchAll(/"results"\s*:\s*\[(?=\s*\{)/g)) {
    // If the text is JSON when it is closed here, this is a key of the outermost object.
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
