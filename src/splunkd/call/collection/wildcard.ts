/** Patterns with `*` as the list arguments of splunkd take them: whatever the case, whole or anywhere in the text. */

export function wildcard(pattern: string, isAnywhere: boolean): (text: string) => boolean {
  const pieces = pattern.toLowerCase().split("*");
  if (pieces.length === 1) {
    const [piece = ""] = pieces;
    return isAnywhere
      ? (text) => text.toLowerCase().includes(piece)
      : (text) => text.toLowerCase() === piece;
  }
  return (text) => {
    const lower = text.toLowerCase();
    const [first = "", ...rest] = pieces;
    const last = rest.pop() ?? "";
    if (!isAnywhere && !lower.startsWith(first)) return false;
    let at = isAnywhere ? lower.indexOf(first) : 0;
    if (at === -1) return false;
    at += first.length;
    for (const piece of rest) {
      const found = lower.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return isAnywhere
      ? lower.indexOf(last, at) !== -1
      : lower.length - last.length >= at && lower.endsWith(last);
  };
}
