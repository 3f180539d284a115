/** The known name closest to a mistyped one, for hints. */

/** Undefined when none is close enough to be meant. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const other of known) {
    const distance = editDistance(name, other, least);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** Insertions, deletions and replacements, counted up to `limit`. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const line = [row];
    for (let column = 1; column <= right.length; column++) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      const best = Math.min(
        (above[column - 1] ?? 0) + cost,
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
      );
      line.push(best);
    }
    above = line;
  }
  return above[right.length] ?? limit;
}
