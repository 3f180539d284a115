/** Text for XML, in attributes and between tags. In attributes, a reader would turn tabs and line ends into spaces. */
import { escapeMarkup } from "../../text/escape-markup.ts";

export function xmlText(text: string): string {
  return escapeMarkup(text, "'").replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
