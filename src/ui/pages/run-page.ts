/** A run: while it goes on, its progress; then what happened, part by part. */
import { type Html, html } from "../../reporters/text/html-text.ts";
import { jsonText } from "../../text/json-text.ts";
import type { InvocationRecord, Transcript } from "../../transcript.ts";
import type { UiRun } from "../state/runs.ts";
import { cut } from "./incident-review.ts";
import { layout, shownTime } from "./layout.ts";
import { timelineBars } from "./pictures.ts";
import { back, eventList, reasonList, verdictPill } from "./run-parts.ts";
import { asCommand, asPytest, asScenario, masked } from "./copy-as.ts";

export function runPage(run: UiRun, page: number): Html {
  const { transcript } = run;
  const body = html`${back(run)}
    <h1>${run.action} ${verdictPill(run)}</h1>
    <p class="dim">${run.mode}, started ${shownTime(run.startedAt)}</p>
    ${run.state === "running" ? progress(run) : ""}
    ${
      run.problem === undefined
        ? ""
        : html`<div class="card bad">
            <p>${run.problem.message} [${run.problem.code}]</p>
            ${run.problem.hint === undefined ? "" : html`<p>${run.problem.hint}</p>`}
          </div>`
    }
    ${transcript === undefined ? "" : html`${details(transcript, run, page)}`}`;
  return layout({ title: `Run of ${run.action}`, tab: "/runs", body });
}

function progress({ id }: UiRun): Html {
  return html`<div class="card" data-progress="/runs/${id}/progress" aria-live="polite">
    <ol></ol>
    <form data-post="/api/runs/${id}/cancel"><button data-main>Cancel</button></form>
  </div>`;
}

function details(transcript: Transcript, run: UiRun, page: number): Html {
  const { verdict, invocations, logs, rest, http, outbound, events, problems, cause } = transcript;
  return html` <h2 id="verdict">Verdict</h2>
    <div class="card">${reasonList(verdict.reasons)}</div>
    ${
      cause === null
        ? ""
        : html`<div class="card">
            <h2>Cause</h2>
            <pre>${jsonText(cause, 2)}</pre>
          </div>`
    }
    <p class="bar">
      ${run.mode === "es-adhoc" ? html`<a class="button" href="/runs/${run.id}/results">Result events</a>` : ""}
    </p>
    <h2 id="timeline">Timeline</h2>
    ${timelineBars(transcript.timeline)}
    <h2 id="events">Events (${events.length})</h2>
    ${eventList(events, page, `/runs/${run.id}`)} ${invocations.map(startOf)}
    <h2 id="logs">Logs (${logs.length})</h2>
    ${logs.map(({ file, text }) => folded(file, text))}
    <h2 id="requests">Requests to splunkd (${rest.length})</h2>
    ${rest.map((call) => folded(`${call.status} ${call.method} ${call.path}`, jsonText(call, 2)))}
    <h2 id="outbound">Calls to others (${http.length + outbound.length})</h2>
    ${http.map((call) => folded(call.url, jsonText(call, 2)))}
    ${outbound.map((call) => folded(`${call.host}:${call.port} ${call.refusal ?? ""}`, jsonText(call, 2)))}
    ${
      problems.length === 0
        ? ""
        : html`<h2 id="remarks">Remarks</h2>
            <ul>
              ${problems.map(({ message, code }) => html`<li>${message} <span class="dim">[${code}]</span></li>`)}
            </ul>`
    }
    <h2 id="copy">Run it again</h2>
    <form class="bar" data-post="/api/runs/${run.id}/again">
      <button class="primary">Run again</button>
    </form>
    ${folded("Copy as command", asCommand(masked(run)), "as-command")}
    ${folded("Copy as scenario", asScenario(masked(run)), "as-scenario")}
    ${folded("Copy as pytest", asPytest(masked(run)), "as-pytest")}`;
}

function folded(title: string, text: string, id?: string): Html | string {
  if (text === "") return "";
  return html`<details>
    <summary>${title}</summary>
    ${
      id === undefined
        ? html`<pre tabindex="0">${cut(text)}</pre>`
        : html`<p><button type="button" data-copy="${id}">Copy</button></p>
            <pre tabindex="0" id="${id}">${text}</pre>`
    }
  </details>`;
}

/** XML stays as it is. */
function pretty(payload: string): string {
  try {
    return jsonText(JSON.parse(payload), 2);
  } catch {
    return payload;
  }
}

function startOf(invocation: InvocationRecord, index: number): Html {
  return html` <h2 id="start-${index + 1}">
      Start ${index + 1}${invocation.isPreview ? " (preview)" : ""}
    </h2>
    <p class="dim">
      exit code ${invocation.exitCode ?? "none"}, ${Math.round(invocation.durationMs)} ms
    </p>
    ${folded("Payload", pretty(invocation.payload), `payload-${index}`)}
    ${folded("Arguments", invocation.argv.join("\n"))}
    ${folded(
      "Environment",
      Object.entries(invocation.env)
        .map(([name, value]) => `${name}=${value}`)
        .join("\n"),
    )}
    ${folded("stdout", invocation.stdout)} ${folded("stderr", invocation.stderr)}
    ${folded("splunkd.log", invocation.splunkd.join("\n"))}`;
}
