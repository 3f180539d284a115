/** The first thing of a form that is opened and never closed, as far as browsers then lose what follows it. */

export interface Unclosed {
  /** `the comment`, `<textarea>` … */
  readonly what: string;
  /** Where it begins. */
  readonly offset: number;
  /** All that is swallowed. */
  readonly lost: string;
  /** `<textarea … />`: HTML takes no note of the slash, jQuery before 3.5 did. Ground: jQuery's 3.5 upgrade guide. */
  readonly isSelfClosed?: boolean;
}

/** Their content is text up to their own end tag. */
const TEXT_ONLY = new Set(["textarea", "script", "style", "title"]);

/**
 * Reads tags as the HTML standard's tokenizer does. A parser is not asked, since parsers mend what is broken and tell of it by
 * codes that do not say what is lost.
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

/** Behind the comment, the tag or the lone `<` that begins there; or what of it does not end. */
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

/** Where the end tag of an element begins whose content is text, from `open` with the content from `start`. */
function readText(html: string, name: string, open: number, start: number): number | Unclosed {
  const close = new RegExp(`</${name}[\\s/>]`, "gi");
  close.lastIndex = start;
  const end = close.exec(html);
  if (end !== null) return end.index;
  const isSelfClosed = html[start - 2] === "/";
  return { what: `<${name}>`, offset: open, lost: html.slice(start), isSelfClosed };
}

/** Where the tag ends, or what of it does not. */
function readTag(html: string, open: number): number | Unclosed {
  const piece = /=\s*(?:"([^"]*)(")?|'([^']*)(')?)|>/g;
  piece.lastIndex = open;
  for (let match = piece.exec(html); match !== null; match = piece.exec(html)) {
    if (match[0] === ">") return match.index + 1;
    const value = match[1] ?? match[3] ?? "";
    if (match[2] === undefined && match[4] === undefined)
      return { what: "a quoted value", offset: match.index, lost: value };
    // A quote that ends in front of a word was the opening one of a later value.
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
