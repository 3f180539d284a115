/** Points at a place in a one- or many-line text, for errors of the search language. */
export interface TextPosition {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters as a reader counts them. */
  readonly column: number;
}

export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)));
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    line: before.split("\n").length,
    column: Array.from(before.slice(lineStart)).length + 1,
  };
}

/** Longest part of a line that is shown on each side of the caret. */
const WINDOW = 60;

/**
 * The line of `text` that holds `offset`, and a caret under that place.
 *
 *     host="a" OR
 *              ^
 */
export function pointAt(text: string, offset: number): string {
  const at = Math.max(0, Math.min(offset, text.length));
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const nextBreak = text.indexOf("\n", at);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak;
  const from = Math.max(lineStart, at - WINDOW);
  const to = Math.min(lineEnd, at + WINDOW);
  const head = (from > lineStart ? "…" : "") + visible(text.slice(from, at));
  const tail = visible(text.slice(at, to)) + (to < lineEnd ? "…" : "");
  return `${head}${tail}\n${" ".repeat([...head].length)}^`;
}

/** Control characters would move the caret or write on the terminal. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
}
