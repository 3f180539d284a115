/** Finds the first unclosed part of a form that makes browsers lose what follows. */

export interface Unclosed {
  /** `the comment`, `<textarea>` … */
  readonly what: string;
  /** Its start. */
  readonly offset: number;
  /** The text that browsers lose. */
  readonly lost: string;
  /** `<textarea … />`: HTML ignores the slash, jQuery before 3.5 did not. Ground: jQuery's 3.5 upgrade guide. */
  readonly isSelfClosed?: boolean;
}

/** Their content is text up to their own end tag. */
const TEXT_ONLY = new Set(["textarea", "script", "style", "title"]);

/**
 * Reads tags as the tokenizer of the HTML standard does. A parser is no help: it repairs what is broken, and its error codes
 * do not tell what is lost.
 */
export function unclosedIn(html: string): Unclosed | undefined {
  let at = 0;
  for (;;) {
    const open = html.indexOf("<", at);
    if (open < 0) return undefined;
    const end = readMarkup(html, open);
    if (typeof end !== "number") return end;
    at = end;
  }
}

/** The offset behind the comment, tag or lone `<` that begins at `open`, or the part of it that is unclosed. */
function readMarkup(html: string, open: number): number | Unclosed {
  if (html.startsWith("<!--", open)) {
    const end = html.indexOf("-->", open + 2);
    return end < 0 ? { what: "the comment", offset: open, lost: html.slice(open) } : end + 3;
  }
  const name = /^<\/?([a-z][\w:-]*)/i.exec(html.slice(open, open + 80))?.[1]?.toLowerCase();
  if (name === undefined) return open + 1;
  const end = readTag(html, open);
  if (typeof end !== "number") return end;
  return TEXT_ONLY.has(name) && html[open + 1] !== "/" ? readText(html, name, open, end) : end;
}

/** The offset of the end tag of a text-only element that begins at `open`, with its content at `start`. */
function readText(html: string, name: string, open: number, start: number): number | Unclosed {
  const close = new RegExp(`</${name}[\\s/>]`, "gi");
  close.lastIndex = start;
  const end = close.exec(html);
  if (end !== null) return end.index;
  const isSelfClosed = html[start - 2] === "/";
  return { what: `<${name}>`, offset: open, lost: html.slice(start), isSelfClosed };
}

/** The offset behind the tag, or the part of it that is unclosed. */
function readTag(html: string, open: number): number | Unclosed {
  const piece = /=\s*(?:"([^"]*)(")?|'([^']*)(')?)|>/g;
  piece.lastIndex = open;
  for (let match = piece.exec(html); match !== null; match = piece.exec(html)) {
    if (match[0] === ">") return match.index + 1;
    const value = match[1] ?? match[3] ?? "";
    if (match[2] === undefined && match[4] === undefined)
      return { what: "a quoted value", offset: match.index, lost: value };
    // A quote directly before a word is the opening quote of a later value.
    const isCaught = /<[a-z/]/i.test(value) && /[\w.-]/.test(html[piece.lastIndex] ?? "");
    if (isCaught)
      return {
        what: "a quoted value",
        offset: match.index,
        lost: `${value}"${html.slice(piece.lastIndex)}`,
      };
  }
  return { what: "the tag", offset: open, lost: html.slice(open) };
}
