/** Incident Review: the notable events, and for one of them its fields and its adaptive responses. */
import { type Html, html } from "../../reporters/text/html-text.ts";
import type { Row } from "../../invocation/invocation.ts";
import { fieldOf, type ListedNotable } from "../state/notables.ts";
import type { UiRun } from "../state/runs.ts";
import { layout, shownTime } from "./layout.ts";
import { wordingOf } from "./wording.ts";

const MOST_LISTED = 200;
/** A raw event may have 2 MB. */
const MOST_TEXT = 20_000;

export function incidentReview(
  listed: readonly ListedNotable[],
  filter: string,
  wording: unknown,
): Html {
  const { name, words } = wordingOf(wording);
  const body = html`<h1>${words.queue}</h1>
    <p class="dim">
      ${listed.length} ${listed.length === 1 ? words.event : words.events.toLowerCase()}, newest
      first
    </p>
    <form class="bar" method="get" action="/" role="search">
      <input
        class="grow"
        type="search"
        name="filter"
        value="${filter}"
        placeholder="Filter by a text or field=value"
        aria-label="Filter"
        data-filter
      />
      <select name="wording" aria-label="Wording">
        <option value="es7" ${name === "es7" ? html`selected` : ""}>Words of ES 7</option>
        <option value="es8" ${name === "es8" ? html`selected` : ""}>Words of ES 8</option>
      </select>
      <button>Apply</button>
    </form>
    ${listTable(listed.slice(0, MOST_LISTED), name)}
    ${listed.length > MOST_LISTED ? html`<p class="dim">Filter to see more than the first ${MOST_LISTED}.</p>` : ""}
    <div class="card">
      <h2>Add ${words.events.toLowerCase()}</h2>
      <p class="dim">
        A search with <code>| sendalert notable</code> on the page <a href="/search">Search</a> adds
        some too.
      </p>
      <form data-post="/api/notables">
        <p>
          <label for="fields">Fields, one field=value a line</label>
          <textarea id="fields" name="text" rows="3" placeholder="src=192.0.2.7"></textarea>
        </p>
        <p>
          <label for="file">Or a file of rows: CSV or JSON</label>
          <input type="file" id="file" name="file" />
        </p>
        <button>Add</button>
      </form>
    </div>`;
  return layout({ title: words.queue, tab: "/", body });
}

function listTable(listed: readonly ListedNotable[], wording: string): Html {
  if (listed.length === 0) return html`<p class="card">Nothing matches the filter.</p>`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="List">
    <table>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Security domain</th>
          <th scope="col">Title</th>
          <th scope="col">Urgency</th>
          <th scope="col">Status</th>
          <th scope="col">Owner</th>
          <th scope="col">Actions</th>
        </tr>
      </thead>
      <tbody>
        ${listed.map(({ id, row }) => {
          const address = `/notables/${id}?wording=${wording}`;
          return html`<tr>
            <td class="nowrap">${shownTime(Number(fieldOf(row, "_time")) * 1000)}</td>
            <td>${fieldOf(row, "security_domain")}</td>
            <td><a href="${address}">${titleOf(row)}</a></td>
            <td>${fieldOf(row, "urgency")}</td>
            <td>${fieldOf(row, "status_label")}</td>
            <td>${fieldOf(row, "owner")}</td>
            <td class="nowrap">
              <a href="${address}#respond" aria-label="Respond to ${titleOf(row)}">Respond</a>
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

export function titleOf(row: Row): string {
  for (const field of ["rule_title", "finding_title", "rule_name", "search_name"]) {
    const title = fieldOf(row, field);
    if (title !== "") return title;
  }
  return "Untitled";
}

export interface NotableView {
  readonly notable: ListedNotable;
  readonly runs: readonly UiRun[];
  readonly picker: Html;
  readonly wording: unknown;
}

export function notablePage({ notable, runs, picker, wording }: NotableView): Html {
  const { row, id } = notable;
  const { words } = wordingOf(wording);
  const names = Object.keys(row).sort((left, right) => (left < right ? -1 : 1));
  const body = html`<p><a href="/?wording=${wordingOf(wording).name}">${words.queue}</a></p>
    <h1>${titleOf(row)}</h1>
    <p class="dim">${fieldOf(row, "rule_description")}</p>
    <h2>Adaptive Responses</h2>
    ${responsesTable(runs)}
    <p><a href="/notables/${id}/invocations">View Adaptive Response Invocations</a></p>
    <h2 id="respond">${words.run}</h2>
    ${picker}
    <h2>Fields (${names.length})</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Fields">
      <table class="fields">
        <tbody>
          ${names.map(
            (name) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${cut([row[name] ?? ""].flat().join("\n"))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  return layout({ title: titleOf(row), tab: "/", body });
}

/** Newest first, as the panel of a notable shows them. A run that left no row says why. */
function responsesTable(runs: readonly UiRun[]): Html {
  if (runs.length === 0) return html`<p class="card">No response has run on it yet.</p>`;
  return html`<div class="wide" tabindex="0" role="region" aria-label="Adaptive Responses">
    <table>
      <thead>
        <tr>
          <th scope="col">Response</th>
          <th scope="col">Mode</th>
          <th scope="col">Time</th>
          <th scope="col">User</th>
          <th scope="col">Status</th>
          <th scope="col">Run</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map(responseRows)}
      </tbody>
    </table>
  </div>`;
}

function responseRows(run: UiRun): Html {
  const link = html`<a href="/runs/${run.id}"
    >${run.state === "running" ? "in progress" : "details"}</a
  >`;
  const panel = run.transcript?.panel;
  if (panel === undefined || panel.rows.length === 0) {
    const why = run.problem?.message ?? panel?.emptyBecause ?? "";
    return html`<tr>
      <td><a href="/runs/${run.id}/results">${run.action}</a></td>
      <td colspan="4" class="${run.state === "running" ? "dim" : "warn"}">
        ${run.state === "running" ? "It runs." : `No row, because ${why === "" ? run.state : why}`}
      </td>
      <td>${link}</td>
    </tr>`;
  }
  return html`${panel.rows.map(
    (row) =>
      html`<tr>
        <td><a href="/runs/${run.id}/results">${row.response}</a></td>
        <td>${row.mode}</td>
        <td class="nowrap">${row.time}</td>
        <td>${row.user}</td>
        <td>${row.status}</td>
        <td>${link}</td>
      </tr>`,
  )}`;
}

/** The log of actions as a table. Ground: the search of the workflow action, over the *_modalert.log files. */
export function invocationsPage({ row, id }: ListedNotable, runs: readonly UiRun[]): Html {
  const messages = runs.flatMap(({ transcript }) => transcript?.messages ?? []);
  const body = html`<p><a href="/notables/${id}">${titleOf(row)}</a></p>
    <h1>Adaptive Response Invocations</h1>
    ${
      messages.length === 0
        ? html`<p class="card">No line of a *_modalert.log tells of an action yet.</p>`
        : html`<div class="wide" tabindex="0" role="region" aria-label="Invocations">
            <table>
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">Action</th>
                  <th scope="col">Mode</th>
                  <th scope="col">Status</th>
                  <th scope="col">Signature</th>
                  <th scope="col">sid</th>
                  <th scope="col">rid</th>
                </tr>
              </thead>
              <tbody>
                ${messages.map(
                  (line) =>
                    html`<tr>
                      <td class="nowrap">${line.time}</td>
                      <td>${line.actionName}</td>
                      <td>${line.actionMode}</td>
                      <td>${line.status}</td>
                      <td>${line.signature}</td>
                      <td>${line.sid}</td>
                      <td>${line.rid}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
  return layout({ title: "Adaptive Response Invocations", tab: "/", body });
}

export function cut(text: string): string {
  return text.length <= MOST_TEXT
    ? text
    : `${text.slice(0, MOST_TEXT)}\n… ${text.length - MOST_TEXT} more characters`;
}
