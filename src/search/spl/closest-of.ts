/** The known word that a mistyped one is nearest to. */
import leven from "leven";

export function closestOf(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((other) => ({ other, distance: leven(word, other) }))
    .sort((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= Math.max(2, word.length / 3)
    ? best.other
    : undefined;
}
