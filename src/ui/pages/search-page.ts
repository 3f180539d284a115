/** The search bar, and the rows that a search gives. */
import { type Html, html } from "../../reporters/text/html-text.ts";
import type { SearchRun } from "../../run-search.ts";
import type { ListedSearch } from "../state/searches.ts";
import { cut } from "./incident-review.ts";
import { layout } from "./layout.ts";

const MOST_ROWS = 200;
const MOST_COLUMNS = 50;

export function searchPage(search: ListedSearch | undefined, text: string): Html {
  const body = html`<h1>Search</h1>
    <p class="dim">
      Each sendalert in it starts its action for real, behind the fence. sendalert notable adds to
      Incident Review.
    </p>
    <form data-post="/api/search">
      <p>
        <label for="search">Search</label>
        <textarea
          id="search"
          name="text"
          rows="3"
          spellcheck="false"
          data-filter
          placeholder='| makeresults | sendalert notable param.rule_title="Mine"'
        >
${text}</textarea>
      </p>
      <p><button class="primary" data-main>Search</button></p>
    </form>
    ${search === undefined ? "" : outcome(search)}`;
  return layout({ title: "Search", tab: "/search", body });
}

function outcome({ error, run, started }: ListedSearch): Html {
  return html`${error === undefined ? "" : html`<pre class="bad" role="alert">${error}</pre>`}
  ${
    started.length === 0
      ? ""
      : html`<p>
          Actions that it ran: ${started.map((id) => html`<a href="/runs/${id}">${id}</a> `)}
        </p>`
  }
  ${
    run === undefined
      ? ""
      : html`${run.notables.length === 0 ? "" : html`<p>${run.notables.length} more in <a href="/">Incident Review</a>.</p>`}
        ${
          run.effects.length === 0
            ? ""
            : html`<h2>What Splunk's own actions would do</h2>
                <pre tabindex="0">${JSON.stringify(run.effects, null, 2)}</pre>`
        }
        ${rowsTable(run)}`
  }`;
}

function rowsTable({ rows, fields, rowCount }: SearchRun): Html {
  const columns = fields.slice(0, MOST_COLUMNS);
  const shown = rows.slice(0, MOST_ROWS);
  return html`<h2>Results (${rowCount})</h2>
    ${
      shown.length === 0 || columns.length === 0
        ? html`<p class="card">No row with a field.</p>`
        : html`<div class="wide" tabindex="0" role="region" aria-label="Results">
            <table>
              <thead>
                <tr>
                  ${columns.map((name) => html`<th scope="col">${name}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${shown.map(
                  (row) =>
                    html`<tr>
                      ${columns.map((name) => html`<td>${cut([row[name] ?? ""].flat().join("\n"))}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
    ${rowCount > shown.length ? html`<p class="dim">The first ${shown.length} of ${rowCount}. Use head, tail or sort to see others.</p>` : ""}
    ${fields.length > columns.length ? html`<p class="dim">The first ${columns.length} of ${fields.length} fields. Use table to choose.</p>` : ""}`;
}
