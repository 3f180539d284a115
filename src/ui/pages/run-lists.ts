/** The runs, and the results of one. */
import { type Html, html } from "../../reporters/text/html-text.ts";
import type { UiRun } from "../state/runs.ts";
import { layout, shownTime } from "./layout.ts";
import { strip } from "./pictures.ts";
import { back, eventList, reasonList, verdictPill } from "./run-parts.ts";

/** What the name of a response leads to: its result events, or why there are none. */
export function resultsPage(run: UiRun, page: number): Html {
  const { transcript } = run;
  const results = (transcript?.events ?? []).filter(({ tags }) =>
    tags.includes("modaction_result"),
  );
  const wanted = new Set(["events-written", "modaction-result", "joined"]);
  const reasons = (transcript?.verdict.reasons ?? []).filter(
    ({ id, status }) => wanted.has(id) || status === "fail",
  );
  const drilldown = transcript?.panel?.rows[0]?.drilldown;
  const body = html`${back(run)}
    <h1>Results of ${run.action} ${verdictPill(run)}</h1>
    ${drilldown === undefined ? "" : html`<p class="dim">The link of the panel opens <code>${drilldown}</code></p>`}
    <div class="card">${reasonList(reasons)}</div>
    ${
      results.length === 0
        ? html`<p class="card warn">
            ${run.problem?.message ?? "No event has tag=modaction_result. The reasons are above."}
          </p>`
        : eventList(results, page, `/runs/${run.id}/results`)
    }
    <p><a href="/runs/${run.id}">The whole run</a></p>`;
  return layout({ title: `Results of ${run.action}`, tab: "/", body });
}

export function runsPage(runs: readonly UiRun[]): Html {
  const body = html`<h1>Runs</h1>
    <p class="dim">The last 200, in memory: they go when ar-sim ends.</p>
    ${strip(runs)}
    ${
      runs.length === 0
        ? html`<p class="card">
            Nothing has run yet. Choose a notable event in <a href="/">Incident Review</a>.
          </p>`
        : html`<div class="wide" tabindex="0" role="region" aria-label="Runs">
            <table>
              <thead>
                <tr>
                  <th scope="col">Started</th>
                  <th scope="col">Action</th>
                  <th scope="col">Mode</th>
                  <th scope="col">Verdict</th>
                  <th scope="col">Events</th>
                </tr>
              </thead>
              <tbody>
                ${runs.map(
                  (run) =>
                    html`<tr>
                      <td class="nowrap">${shownTime(run.startedAt)}</td>
                      <td><a href="/runs/${run.id}">${run.action}</a></td>
                      <td>${run.mode}</td>
                      <td>${verdictPill(run)}</td>
                      <td>${run.transcript?.events.length ?? ""}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }`;
  return layout({ title: "Runs", tab: "/runs", body });
}
