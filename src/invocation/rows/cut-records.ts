/** Cuts a CSV byte stream where records end, so that each piece can be parsed by itself and none is ever large. */
import { bad, LONGEST_RECORD } from "../results/results-bytes.ts";

const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const RETURN = 13;

export interface CsvPiece {
  /** Whole records only. */
  readonly bytes: Buffer;
  /** Byte offset and 1-based line at which the piece begins. */
  readonly offset: number;
  readonly line: number;
  /** Whether a carriage return has stood outside of quotes so far. */
  readonly hasReturns: boolean;
}

export async function* cutRecords(
  chunks: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<CsvPiece> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let offset = 0;
  let line = 1;
  let lines = 0;
  let isQuoted = false;
  let hasReturns = false;
  let before = NEWLINE;
  let hasJustClosed = false;
  for await (const chunk of chunks) {
    let end = 0;
    let linesAtEnd = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] as number;
      if (byte === QUOTE) {
        // A quote inside an unquoted cell is an ordinary character.
        if (isQuoted) isQuoted = false;
        else if (before === COMMA || before === NEWLINE || before === RETURN || hasJustClosed)
          isQuoted = true;
        hasJustClosed = !isQuoted;
      } else {
        hasJustClosed = false;
        if (byte === NEWLINE) {
          lines += 1;
          if (!isQuoted) {
            end = i + 1;
            linesAtEnd = lines;
          }
        } else if (byte === RETURN && !isQuoted) hasReturns = true;
      }
      before = byte;
    }
    if (end === 0) {
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes > LONGEST_RECORD) throw endless(name, line);
      continue;
    }
    held.push(chunk.subarray(0, end));
    const bytes = Buffer.concat(held);
    yield { bytes, offset, line, hasReturns };
    offset += bytes.length;
    line += linesAtEnd;
    lines -= linesAtEnd;
    held = [chunk.subarray(end)];
    heldBytes = chunk.length - end;
  }
  if (isQuoted) throw endless(name, line);
  if (heldBytes > 0) yield { bytes: Buffer.concat(held), offset, line, hasReturns };
}

function endless(name: string, line: number): Error {
  return bad(
    name,
    `a quote is opened in line ${line} of ${name}, or after it, and never closed`,
    "Close the quote; a quote inside a quoted cell is doubled.",
    undefined,
    line,
  );
}
