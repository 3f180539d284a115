/** The known name closest to a mistyped one, for hints. */
import leven from "leven";

/** Undefined when none is close enough to be meant. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const other of known) {
    const distance = leven(name, other);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}
