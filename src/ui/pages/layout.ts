/** What all pages have: the head, the way between them, and the keys. */
import { type Html, html } from "../../reporters/text/html-text.ts";

export interface PageShape {
  readonly title: string;
  /** The address of the tab that it belongs to. */
  readonly tab: string;
  readonly body: Html;
}

const TABS = [
  ["/", "Incident Review", "i"],
  ["/runs", "Runs", "r"],
  ["/search", "Search", "s"],
  ["/saved", "Saved alert", "a"],
  ["/addon", "Add-on", "o"],
] as const;

export function layout({ title, tab, body }: PageShape, refreshTo?: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        ${refreshTo === undefined ? "" : html`<meta http-equiv="refresh" content="0;url=${refreshTo}" />`}
        <title>${title} · ar-sim</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/page.css" />
        <script src="/assets/page.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <span class="brand">ar-sim</span>
          <nav aria-label="Views">
            ${TABS.map(([href, name, key]) => html`<a href="${href}" data-key="${key}" ${tab === href ? html`aria-current="page"` : ""}>${name}</a>`)}
          </nav>
          <button type="button" class="quiet" data-keys aria-label="Show the keys">?</button>
        </header>
        <main id="main" tabindex="-1">${body}</main>
        <dialog id="keys" aria-labelledby="keys-title">
          <h2 id="keys-title">Keys</h2>
          <dl>
            ${TABS.map(
              ([, name, key]) =>
                html`<dt><kbd>${key}</kbd></dt>
                  <dd>${name}</dd>`,
            )}
            <dt><kbd>/</kbd></dt>
            <dd>The filter, or the search bar</dd>
            <dt><kbd>Ctrl</kbd> <kbd>Enter</kbd></dt>
            <dd>Run</dd>
            <dt><kbd>Esc</kbd></dt>
            <dd>Close</dd>
          </dl>
          <form method="dialog"><button>Close</button></form>
        </dialog>
        <p id="status" role="status" class="status"></p>
      </body>
    </html>`;
}

/** A page that says one thing. */
export function notePage(title: string, text: Html | string, refreshTo?: string): Html {
  return layout(
    {
      title,
      tab: "",
      body: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
    refreshTo,
  );
}

/** A Date holds no time that is further from 1970. Ground: ECMA-262, «Time Values and Time Range». */
const FURTHEST_MS = 8.64e15;

/** `2026-12-01 04:31:32`, in UTC as the sandbox is. Nothing for what is no time: a row may say anything. */
export function shownTime(milliseconds: number): string {
  if (!(Math.abs(milliseconds) <= FURTHEST_MS)) return "";
  return new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
}
