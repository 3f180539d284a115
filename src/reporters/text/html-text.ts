/** HTML by a tagged template. Values are escaped, unless they are HTML from this template. */
import { printableBlock } from "../../text/printable.ts";
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
  if (typeof part === "object") return part.map(render).join("");
  return escapeMarkup(printableBlock(String(part)), "&#39;");
}
