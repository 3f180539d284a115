/**
 * Work on rows in slices, so that nobody waits for a long search: after a few milliseconds the others have their turn, and
 * of several searches one works between two turns.
 */

/** Who connects anew waits for about ten of these until there is an answer. */
const SLICE_MS = 5;

/** Rows between two looks at the clock. */
const MOST_ROWS = 64;

let breathed = performance.now();
const waiting: (() => void)[] = [];

/** Lets the others have their turn. */
export function breathe(): Promise<void> {
  return new Promise((done) => {
    waiting.push(done);
    if (waiting.length === 1) setImmediate(goOn);
  });
}

/** The first in the row works until it breathes again. */
function goOn(): void {
  const next = waiting.shift();
  breathed = performance.now();
  next?.();
  if (waiting.length > 0) setImmediate(goOn);
}

/** Tells when a slice is over. The clock is asked the more often the longer a row takes. */
export class Pace {
  #stride = 1;
  #left = 1;
  #asked = performance.now();

  /** After each row. */
  isDue(): boolean {
    this.#left -= 1;
    if (this.#left > 0) return false;
    const now = performance.now();
    this.#stride = now - this.#asked > 1 ? 1 : Math.min(MOST_ROWS, this.#stride * 2);
    this.#asked = now;
    this.#left = this.#stride;
    return now - breathed > SLICE_MS;
  }
}

/** Rows that are sorted at once. */
const RUN = 1000;

/** Sorts as `rows.sort(compare)` does. */
export async function sortInSlices<Row>(
  rows: Row[],
  compare: (one: Row, other: Row) => number,
): Promise<Row[]> {
  if (rows.length <= RUN) return rows.sort(compare);
  const pace = new Pace();
  let runs: Row[][] = [];
  for (let from = 0; from < rows.length; from += RUN) {
    runs.push(rows.slice(from, from + RUN).sort(compare));
    if (pace.isDue()) await breathe();
  }
  while (runs.length > 1) {
    const merged: Row[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, pace));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<Row>(
  left: readonly Row[],
  right: readonly Row[],
  compare: (one: Row, other: Row) => number,
  pace: Pace,
): Promise<Row[]> {
  const out: Row[] = [];
  let at = 0;
  for (const row of left) {
    for (let next = right[at]; next !== undefined && compare(row, next) > 0; next = right[at]) {
      out.push(next);
      at += 1;
    }
    out.push(row);
    if (pace.isDue()) await breathe();
  }
  for (const row of right.slice(at)) out.push(row);
  return out;
}
