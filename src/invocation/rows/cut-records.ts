/** Cuts CSV where records end, so that each piece is small and can be parsed on its own. */
import { bad, LONGEST_RECORD } from "../results/results-bytes.ts";

const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;

/** A quote behind one of these opens a quoted cell. */
const STARTS_CELL: ReadonlySet<number> = new Set([COMMA, NEWLINE, RETURN]);

export interface CsvPiece {
  /** Whole records only. */
  readonly bytes: Buffer;
  /** Byte offset and 1-based line at which the piece begins. */
  readonly offset: number;
  readonly line: number;
  /** Whether there was a carriage return outside of quotes up to here. */
  readonly hasReturns: boolean;
}

export async function* cutRecords(
  chunks: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<CsvPiece> {
  const cutter = new RecordCutter(name);
  for await (const chunk of chunks) {
    const piece = cutter.cut(chunk);
    if (piece !== undefined) yield piece;
  }
  const last = cutter.end();
  if (last !== undefined) yield last;
}

class RecordCutter {
  readonly #name: string;
  /** What follows the end of the last whole record. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Newlines in what is held. */
  #heldLines = 0;
  /** Where what is held begins. */
  #offset = 0;
  #line = 1;
  #isQuoted = false;
  #hasReturns = false;
  #before = NEWLINE;
  #hasJustClosed = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** Gives all records that end within the chunk. */
  cut(chunk: Buffer): CsvPiece | undefined {
    let end = 0;
    let lines = this.#heldLines;
    let linesAtEnd = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === QUOTE) this.#readQuote();
      else {
        this.#hasJustClosed = false;
        if (byte === NEWLINE) {
          lines += 1;
          if (!this.#isQuoted) {
            end = at + 1;
            linesAtEnd = lines;
          }
        } else if (byte === RETURN && !this.#isQuoted) this.#hasReturns = true;
      }
      this.#before = byte;
    }
    this.#heldLines = lines - linesAtEnd;
    if (end === 0) {
      this.#hold(chunk);
      return undefined;
    }
    const piece = this.#piece(chunk.subarray(0, end));
    this.#line += linesAtEnd;
    this.#held = [chunk.subarray(end)];
    this.#heldBytes = chunk.length - end;
    return piece;
  }

  /** Gives a last record without a line end. */
  end(): CsvPiece | undefined {
    if (this.#isQuoted) throw this.#endless();
    return this.#heldBytes > 0 ? this.#piece(Buffer.alloc(0)) : undefined;
  }

  /** A quote inside an unquoted cell is an ordinary character. */
  #readQuote(): void {
    if (this.#isQuoted) this.#isQuoted = false;
    else this.#isQuoted = this.#hasJustClosed || STARTS_CELL.has(this.#before);
    this.#hasJustClosed = !this.#isQuoted;
  }

  #piece(last: Buffer): CsvPiece {
    const bytes = Buffer.concat([...this.#held, last]);
    const piece = { bytes, offset: this.#offset, line: this.#line, hasReturns: this.#hasReturns };
    this.#offset += bytes.length;
    return piece;
  }

  #hold(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes > LONGEST_RECORD) throw this.#endless();
  }

  #endless(): Error {
    return bad(
      this.#name,
      `a quote is opened in line ${this.#line} of ${this.#name}, or after it, and never closed`,
      "Close the quote; a quote inside a quoted cell is doubled.",
      undefined,
      this.#line,
    );
  }
}
