/** Did you mean …? All rooms use this one measure of how many letters of a typed word may be wrong. */
import leven from "leven";

/** Two letters, or a third of a long word; never all letters of a short one. */
function reach(word: string): number {
  return Math.min(word.length - 1, Math.max(2, Math.floor(word.length / 3)));
}

/** The known word that was probably meant, whatever the case; undefined where none is near. The first of equals wins. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let best: string | undefined;
  let least = reach(word) + 1;
  for (const other of known) {
    const distance = leven(typed, other.toLowerCase());
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** Surely this word, misspelt: two letters off at most, however long it is. For findings and fixes, which must not guess. */
export function isSlipOf(wanted: string, word: string): boolean {
  return leven(word.toLowerCase(), wanted.toLowerCase()) <= 2;
}
