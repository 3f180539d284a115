/**
 * Text for XML, in attributes and between tags. In attributes, a reader would turn tabs and line ends into spaces, and a
 * terminal would obey what XML lets through, so these are references. What XML 1.0 cannot hold at all is told as `\\x1b`.
 */
import { escapeMarkup } from "../../text/escape-markup.ts";

const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const HARMFUL =
  /[\t\n\r\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

export function xmlText(text: string): string {
  const held = text.replace(NOT_XML, (char) => {
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return escapeMarkup(held, "'").replace(HARMFUL, (char) => `&#${char.charCodeAt(0)};`);
}
