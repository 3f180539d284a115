/** Text for an attribute of XML as much as between its tags: a reader would turn bare tabs and ends of line into blanks there. */
import { escapeMarkup } from "../../text/escape-markup.ts";

export function xmlText(text: string): string {
  return escapeMarkup(text, "'").replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
