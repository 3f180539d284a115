/** The list filter `search=` in its parts: brackets, operators and terms. Quotes and backslashes keep a term together. */

/** A bracket within a term stays in it where it is closed there: `name=macro(1)`. */
export function filterTokens(text: string): string[] {
  const tokens: string[] = [];
  let open = 0;
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? "";
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const isClosing = char === ")" && open > 0;
    const token = char === "(" || isClosing ? char : termAt(text, at, open > 0);
    open += token === "(" ? 1 : isClosing ? -1 : 0;
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

/** `isInside`: of a bracket, which the term may close. */
function termAt(text: string, from: number, isInside: boolean): string {
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (/\s/.test(char)) break;
    if (char === "\\") at += 1;
    else if (char === '"') at = quoteEnd(text, at);
    else if (char === "(") {
      if (/^(?:NOT|OR|AND)$/.test(text.slice(from, at))) break;
      depth += 1;
    } else if (char === ")") {
      if (depth === 0 && isInside) break;
      depth -= 1;
    }
  }
  return text.slice(from, Math.min(at, text.length));
}

/** Where the quote at `from` ends, or `from` where nothing ends it. */
function quoteEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return from;
}
