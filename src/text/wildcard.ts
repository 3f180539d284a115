/**
 * Patterns in which `*` stands for any text, the empty one too. Every piece between two asterisks is looked for once
 * and stays where it is found first: that finds a match whenever there is one, without backtracking, so the time grows
 * only with the text. A regular expression of many `.*` would try all ways there are.
 */

/** The whole text, in this case. */
export function wildcard(pattern: string): (text: string) => boolean {
  const pieces = pattern.split("*");
  return (text) => fitsPieces(text, pieces);
}

/** The whole text, whatever the case. */
export function wildcardOfAnyCase(pattern: string): (text: string) => boolean {
  const fits = wildcard(pattern.toLowerCase());
  return (text) => fits(text.toLowerCase());
}

/** `pieces`: what stands between the asterisks. `shortest`: how many characters an asterisk stands for at the least. */
export function fitsPieces(text: string, pieces: readonly string[], shortest = 0): boolean {
  const first = pieces[0] ?? "";
  if (pieces.length < 2) return text === first;
  const last = pieces[pieces.length - 1] ?? "";
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length + shortest;
  const end = text.length - last.length;
  for (let index = 1; index < pieces.length - 1; index++) {
    const piece = pieces[index] ?? "";
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length + shortest;
  }
  return from <= end;
}

/**
 * What each asterisk stands for, undefined where the text does not fit. The first takes as much as it can, then the
 * second, as in a regular expression: so the pieces are looked for from the end.
 */
export function captureWild(text: string, pieces: readonly string[]): string[] | undefined {
  const first = pieces[0] ?? "";
  if (pieces.length < 2) return text === first ? [] : undefined;
  const last = pieces[pieces.length - 1] ?? "";
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const captured: string[] = [];
  let end = text.length - last.length;
  for (let index = pieces.length - 2; index > 0; index--) {
    const piece = pieces[index] ?? "";
    const start = end - piece.length;
    const at = start < 0 ? -1 : text.lastIndexOf(piece, start);
    if (at < first.length) return undefined;
    captured.push(text.slice(at + piece.length, end));
    end = at;
  }
  if (end < first.length) return undefined;
  return [...captured, text.slice(first.length, end)].reverse();
}
