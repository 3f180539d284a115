/** Parts that several views of a run have. */
import type { IndexedEvent } from "../../events/event.ts";
import { type Html, html } from "../../reporters/text/html-text.ts";
import type { Reason } from "../../transcript.ts";
import type { UiRun } from "../state/runs.ts";
import { cut } from "./incident-review.ts";

const EVENTS_A_PAGE = 100;
const KINDS = { pass: "good", fail: "bad", warn: "warn", "not-applicable": "dim" } as const;
const MARKS = { pass: "✓", fail: "✗", warn: "!", "not-applicable": "–" } as const;

export function back({ notable }: UiRun): Html {
  return notable === undefined
    ? html`<p><a href="/runs">Runs</a></p>`
    : html`<p><a href="/notables/${notable}">The notable event</a></p>`;
}

export function verdictPill({ state, transcript }: UiRun): Html {
  const status = state === "done" ? (transcript?.verdict.status ?? state) : state;
  const kind =
    status === "pass" ? "good" : status === "fail" || status === "failed" ? "bad" : "dim";
  return html`<span class="pill ${kind}">${status}</span>`;
}

export function reasonList(reasons: readonly Reason[]): Html {
  return html`<ul class="reasons">
    ${reasons.map(
      ({ status, message, where, because = [], hint }) =>
        html`<li>
          <span class="mark ${KINDS[status]}" role="img" aria-label="${status}"
            >${MARKS[status]}</span
          >${message}
          ${where === undefined ? "" : html`<span class="dim">${where.file}${where.line === undefined ? "" : `:${where.line}`}</span>`}
          ${because.map((step) => html`<span class="because">because ${step}</span>`)}
          ${hint === undefined || status === "pass" ? "" : html`<span class="because">hint: ${hint}</span>`}
        </li>`,
    )}
  </ul>`;
}

export function eventList(events: readonly IndexedEvent[], page: number, address: string): Html {
  if (events.length === 0) return html`<p class="card">The script wrote no event.</p>`;
  const from = page * EVENTS_A_PAGE;
  const pages = Math.ceil(events.length / EVENTS_A_PAGE);
  return html`${events.slice(from, from + EVENTS_A_PAGE).map(
    (event) =>
      html`<div class="card">
        <p class="dim">
          index=${event.index} sourcetype=${event.sourcetype} source=${event.source}
          host=${event.host}
          ${event.eventtypes.length === 0 ? "" : `eventtype=${event.eventtypes.join(", ")}`}
          ${event.tags.length === 0 ? "" : `tag=${event.tags.join(", ")}`}
        </p>
        <pre>${cut(event.raw)}</pre>
        <details>
          <summary>Fields (${Object.keys(event.fields).length})</summary>
          <table class="fields">
            <tbody>
              ${Object.entries(event.fields).map(
                ([name, value]) =>
                  html`<tr>
                    <th scope="row">${name}</th>
                    <td>${cut([value ?? ""].flat().join("\n"))}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </details>
      </div>`,
  )}
  ${
    pages === 1
      ? ""
      : html`<p class="bar">
          Page ${page + 1} of ${pages}
          ${page === 0 ? "" : html`<a href="${address}?page=${page - 1}#events">Newer</a>`}
          ${page + 1 >= pages ? "" : html`<a href="${address}?page=${page + 1}#events">Next</a>`}
        </p>`
  }`;
}
