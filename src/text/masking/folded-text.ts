/**
 * A text as `decodedBytes` reads it, made by a few passes of the runtime itself: most texts hold no secret, and then this
 * is all that is looked at.
 */
import { decodedAt } from "./decoded.ts";

export interface FoldedText {
  readonly text: string;
  /** Whether it stands for bytes that are no text of their own. Each of them is U+0080 here. */
  readonly hasBytes: boolean;
}

const ESCAPE = /[%&\\]/g;
const HIDDEN = /[\0\r\n]/;
/** Ground: `Decoding` drops zeros, and joins lines without what they are indented by. */
const BREAKS = /\0+|[\r\n][\r\n \t\0]*/g;
const QUOTES = /["'`]+/g;
/** Half a character. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])/;

/** undefined where half a character stands in it, which only bytes tell right. */
export function foldedText(given: string, foldsQuotes: boolean): FoldedText | undefined {
  const { text: plain, hasBytes } = withoutEscapes(given);
  let text = plain;
  if (HIDDEN.test(text)) text = text.replace(BREAKS, "");
  if (foldsQuotes) text = text.replace(QUOTES, "'");
  if (text.includes("+")) text = text.replaceAll("+", " ");
  return LONE.test(text) ? undefined : { text, hasBytes };
}

function withoutEscapes(given: string): FoldedText {
  let text = "";
  let hasBytes = false;
  let from = 0;
  for (ESCAPE.lastIndex = 0; ;) {
    const at = ESCAPE.exec(given)?.index;
    if (at === undefined) return { text: from === 0 ? given : text + given.slice(from), hasBytes };
    const decoded = decodedAt(given, at);
    if (decoded === undefined) continue;
    const { code, isByte, end } = decoded;
    text += given.slice(from, at);
    if (isByte && code > 0x7f) {
      hasBytes = true;
      text += "\u0080";
    } else if (code >= 0 && code !== 0x5c) text += String.fromCodePoint(code);
    from = end;
    ESCAPE.lastIndex = end;
  }
}
