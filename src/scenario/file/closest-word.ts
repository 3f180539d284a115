/** The word that was probably meant. */
import leven from "leven";

export function closestWord(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((one) => ({ one, distance: leven(one.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, word.length / 3) ? best.one : undefined;
}
