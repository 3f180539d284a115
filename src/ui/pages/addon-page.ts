/** The add-on: its actions, where each parameter comes from, what `check` finds, and how ready it is for which target. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import type { CheckReport } from "../../checks/check-addon.ts";
import type { Diagnosis } from "../../checks/doctor/diagnosis.ts";
import type { Finding } from "../../checks/rule/finding.ts";
import { type Html, html } from "../../reporters/text/html-text.ts";
import { targetOf } from "../../platforms/targets.ts";
import { isSecretPair } from "../../text/masking/secret-names.ts";
import type { AddonView } from "../state/addon-view.ts";
import { layout } from "./layout.ts";

const KINDS = { error: "bad", warning: "warn", info: "dim" } as const;

export function addonPage({ addon, report }: AddonView): Html {
  const body = html`<div data-live></div>
    <h1>${addon.appId}</h1>
    <p class="dim">
      ${addon.root}${addon.version === undefined ? "" : `, version ${addon.version}`}. The page
      follows what you save.
    </p>
    ${addon.problems.map(({ message }) => html`<p class="card warn">${message}</p>`)}
    <h2>Actions (${addon.actions.length})</h2>
    ${addon.actions.map((action) => actionCard(action))}
    <h2>Findings (${report.findings.length})</h2>
    ${
      report.findings.length === 0
        ? html`<p class="card good">check finds nothing.</p>`
        : html`<div class="card">
            <ul class="reasons">
              ${report.findings.map((finding) => findingLine(finding, report))}
            </ul>
          </div>`
    }
    <h2>Readiness by target</h2>
    ${targetTable(report)}`;
  return layout({ title: addon.appId, tab: "/addon", body });
}

function actionCard(action: AlertAction): Html {
  const params = [...action.params.values()].filter(({ key }) => key !== "param._cam");
  return html`<div class="card">
    <h3>${action.label} <span class="dim">${action.name}</span></h3>
    <p class="dim">
      payload ${action.payloadFormat}, at most ${action.maxtimeMs / 1000} s ·
      <a href="/addon/doctor/${encodeURIComponent(action.name)}">Ask the doctor</a>
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">Value</th>
          <th scope="col">From</th>
        </tr>
      </thead>
      <tbody>
        ${params.map(
          ({ key, value, where, layer }) =>
            html`<tr>
              <td>${key}</td>
              <td>${isSecretPair(key, value) ? "(hidden)" : value}</td>
              <td class="dim">
                ${layer.app},
                ${layer.scope}${where.line === undefined ? "" : `: ${where.file}:${where.line}`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function findingLine(
  { id, severity, message, where, hint, fix }: Finding,
  { lines }: CheckReport,
): Html {
  const place = `${where.file}${where.line === undefined ? "" : `:${where.line}`}`;
  const line = lines[place];
  return html`<li>
    <span class="pill ${KINDS[severity]}">${severity}</span> ${message}
    <span class="dim">${id}</span>
    <span class="because">${place}</span>
    ${line === undefined ? "" : html`<pre>${line}</pre>`}
    <span class="because">${hint}${fix === undefined ? "" : " `ar-sim check --fix` does it."}</span>
  </li>`;
}

function targetTable({ targets }: CheckReport): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="Readiness by target">
    <table>
      <thead>
        <tr>
          <th scope="col">Target</th>
          <th scope="col">Errors</th>
          <th scope="col">Warnings</th>
          <th scope="col">Ready</th>
        </tr>
      </thead>
      <tbody>
        ${targets.map(
          ({ name, errors, warnings }) =>
            html`<tr>
              <td>${targetOf(name)?.label ?? name}</td>
              <td>${errors}</td>
              <td>${warnings}</td>
              <td class="${errors === 0 ? "good" : "bad"}">${errors === 0 ? "✓ yes" : "✗ no"}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const STATES = { holds: "good", broken: "bad", unknown: "warn", "not-applicable": "dim" } as const;

export function doctorPage(addon: Addon, { action, links, isShown }: Diagnosis): Html {
  const body = html`<p><a href="/addon">${addon.appId}</a></p>
    <h1>Doctor: ${action}</h1>
    <p class="${isShown === true ? "good" : isShown === false ? "bad" : "warn"}">
      ${isShown === true ? "Incident Review would show the response and its results." : isShown === false ? "Incident Review would not show it." : "Not every link could be proved."}
    </p>
    <div class="card">
      <ul class="reasons">
        ${links.map(
          ({ title, status, message, hint, because = [] }) =>
            html`<li>
              <span class="pill ${STATES[status]}">${status}</span> <strong>${title}</strong>:
              ${message}
              ${because.map((step) => html`<span class="because">because ${step}</span>`)}
              ${hint === undefined || status === "holds" ? "" : html`<span class="because">hint: ${hint}</span>`}
            </li>`,
        )}
      </ul>
    </div>`;
  return layout({ title: `Doctor: ${action}`, tab: "/addon", body });
}
