/** One run as HTML: verdict, payload, output, logs, events and REST calls. */
import { jsonText } from "../../text/json-text.ts";
import type { Reason, Transcript } from "../../transcript.ts";
import { type Html, html } from "../text/html-text.ts";

/** Longer texts are cut, so that a browser can open a page of many cases. */
const MOST_TEXT = 200_000;
const MOST_EVENTS = 200;

export function transcriptHtml(run: Transcript): Html {
  const [first] = run.invocations;
  return html`
    <h3>Verdict: ${run.verdict.status}</h3>
    <ul>
      ${run.verdict.reasons.map(reasonHtml)}
    </ul>
    <p class="dim">
      ${run.action} of ${run.app} · ${run.mode} · ${run.rows} row${run.rows === 1 ? "" : "s"}
      ${run.python === null ? "" : `· python ${run.python.version}`} · sid ${run.sid}
    </p>
    ${block("Command", run.command)}
    ${first === undefined ? "" : folded("Payload", pretty(first.payload))}
    ${run.invocations.map((invocation) => [block("stdout", invocation.stdout), block("stderr", invocation.stderr), folded("splunkd.log", invocation.splunkd.join("\n"))])}
    ${run.logs.map((log) => folded(log.file, log.text))} ${eventsHtml(run)} ${restHtml(run)}
    ${timelineHtml(run)}
    ${run.problems.map((problem) => html`<p class="warn">${problem.message} <span class="dim">[${problem.code}]</span></p>`)}
  `;
}

const KINDS = { pass: "good", fail: "bad", warn: "warn", "not-applicable": "dim" } as const;

function reasonHtml(reason: Reason): Html {
  const { where, because = [], hint } = reason;
  const place =
    where === undefined
      ? ""
      : ` (${where.file}${where.line === undefined ? "" : `:${where.line}`})`;
  return html`<li class="${KINDS[reason.status]}">
    ${reason.message}${place} ${because.map((step) => html`<br />because ${step}`)}
    ${hint === undefined || reason.status === "pass" ? "" : html`<br /><span class="dim">hint: ${hint}</span>`}
  </li>`;
}

function eventsHtml({ events }: Transcript): Html | string {
  if (events.length === 0) return "";
  const more = events.length > MOST_EVENTS ? `, the first ${MOST_EVENTS} of them` : "";
  return html`<details>
    <summary>Events (${events.length}${more})</summary>
    ${events.slice(0, MOST_EVENTS).map(
      (event) =>
        html`<p class="dim">
            index=${event.index} sourcetype=${event.sourcetype} source=${event.source}
            host=${event.host}
            ${event.eventtypes.length === 0 ? "" : `eventtype=${event.eventtypes.join(", ")}`}
            ${event.tags.length === 0 ? "" : `tag=${event.tags.join(", ")}`}
          </p>
          <pre>${cut(event.raw)}</pre>`,
    )}
  </details>`;
}

function restHtml({ rest }: Transcript): Html | string {
  if (rest.length === 0) return "";
  return html`<details>
    <summary>REST calls (${rest.length})</summary>
    <table>
      <tr>
        <th>status</th>
        <th>method</th>
        <th>path</th>
        <th>user</th>
      </tr>
      ${rest.map(
        (call) =>
          html`<tr class="${call.known ? "" : "warn"}">
            <td>${call.status}</td>
            <td>${call.method}</td>
            <td>
              ${call.path}${call.query === "" ? "" : `?${call.query}`}${call.known ? "" : " (not emulated)"}
            </td>
            <td>${call.user ?? ""}</td>
          </tr>`,
      )}
    </table>
  </details>`;
}

function timelineHtml({ timeline }: Transcript): Html | string {
  if (timeline.length === 0) return "";
  return html`<details>
    <summary>Timeline (${timeline.length})</summary>
    <table>
      <tr>
        <th>after</th>
        <th>what</th>
        <th></th>
      </tr>
      ${timeline.map(
        ({ offsetMs, kind, text }) =>
          html`<tr>
            <td>${(offsetMs / 1000).toFixed(3)} s</td>
            <td>${kind}</td>
            <td>${text}</td>
          </tr>`,
      )}
    </table>
  </details>`;
}

function block(title: string, text: string): Html | string {
  return text === ""
    ? ""
    : html`<h3>${title}</h3>
        <pre>${cut(text)}</pre>`;
}

function folded(title: string, text: string): Html | string {
  return text === ""
    ? ""
    : html`<details>
        <summary>${title}</summary>
        <pre>${cut(text)}</pre>
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

function cut(text: string): string {
  return text.length <= MOST_TEXT
    ? text
    : `${text.slice(0, MOST_TEXT)}\n… ${text.length - MOST_TEXT} more characters`;
}
