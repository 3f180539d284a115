/** The lines of a stream, as bytes come. A line that is too long is told of once, and skipped. */

/** More than the rows of any test. */
const MOST_BYTES = 256 * 2 ** 20;

export interface Line {
  /** undefined for a line that is too long. */
  readonly text: string | undefined;
}

export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  most: number = MOST_BYTES,
): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const take = (): Line => {
    const text = bytes > most ? undefined : Buffer.concat(parts).toString("utf8");
    parts = [];
    bytes = 0;
    return { text };
  };
  const keep = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes > most) parts = [];
    else parts.push(part);
  };
  for await (const chunk of source) {
    let begin = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, begin)) {
      keep(chunk.subarray(begin, end));
      begin = end + 1;
      yield take();
    }
    keep(chunk.subarray(begin));
  }
  if (bytes > 0) yield take();
}
