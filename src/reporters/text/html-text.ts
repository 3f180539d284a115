/** HTML by a tagged template: what is put in is text, escaped, unless it is HTML made here. */
import { printable } from "./printable.ts";
import { escapeMarkup } from "../../text/escape-markup.ts";

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | null | undefined | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(render)));
}

function render(part: Part): string {
  if (part === null || part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return (part as readonly Part[]).map(render).join("");
  return escapeMarkup(printable(String(part).toWellFormed()), "&#39;");
}
