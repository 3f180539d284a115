/**
 * The report as one self-contained page: each case with its failures and its transcript. It works from disk, in light and
 * dark mode, and contains no script, because what it shows comes from untrusted programs.
 */
import type { CaseReport, FileReport, TestReport } from "../../scenario/report/report.ts";
import { failureText, problemText } from "../text/failure-text.ts";
import { Html, html } from "../text/html-text.ts";
import { transcriptHtml } from "../transcript/transcript-html.ts";
import { caseName, isBad } from "./test-title.ts";
import { headline } from "./total-words.ts";
import type { TestReporter } from "./test-reporter.ts";

export const testHtml: TestReporter = {
  report: (report) =>
    `<!doctype html>\n${
      html`<html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'unsafe-inline'"
          />
          <title>ar-sim test: ${headline(report.totals, " · ")}</title>
          <style>
            ${new Html(STYLE)}
          </style>
        </head>
        <body>
          <header>
            <h1>ar-sim test</h1>
            <p class="${isRed(report) ? "bad" : "good"}">${headline(report.totals, " · ")}</p>
            <p class="dim">
              ${report.startedAt} · ${(report.durationMs / 1000).toFixed(1)} s${shard(report)}
            </p>
          </header>
          <main>${report.files.map((file) => fileHtml(file, report))}${snapshotsHtml(report)}</main>
        </body>
      </html>`.text
    }\n`,
};

function isRed({ totals }: TestReport): boolean {
  return totals.failed + totals.interrupted + totals.brokenFiles > 0;
}

function shard({ shard: part }: TestReport): string {
  return part === null ? "" : ` · shard ${part.index} of ${part.count}`;
}

function fileHtml(file: FileReport, report: TestReport): Html {
  const cases = report.cases.filter((result) => result.file === file.file);
  return html`<section>
    <h2>${file.file}</h2>
    ${file.errors.map((problem) => html`<pre class="bad">${problemText(problem)}</pre>`)}
    ${file.warnings.map((problem) => html`<pre class="warn">${problemText(problem)}</pre>`)}
    ${cases.map(caseHtml)}
  </section>`;
}

const MARKS = { passed: "✓", failed: "✗", flaky: "~", skipped: "–", interrupted: "!" } as const;
const KINDS = {
  passed: "good",
  failed: "bad",
  flaky: "warn",
  skipped: "dim",
  interrupted: "bad",
} as const;

function caseHtml(caseReport: CaseReport): Html {
  const { status, durationMs, skippedBecause, failures, transcript } = caseReport;
  const open = isBad(caseReport) ? new Html(" open") : "";
  return html`<details class="case" data-status="${status}" ${open}>
    <summary>
      <span class="${KINDS[status]}">${MARKS[status]}</span> ${caseName(caseReport)}
      <span class="dim"
        >${durationMs} ms${skippedBecause === null ? "" : ` · ${skippedBecause}`}</span
      >
    </summary>
    ${failures.map((failure) => html`<pre class="${isBad(caseReport) ? "bad" : "warn"}">${failureText(failure)}</pre>`)}
    ${transcript === null ? "" : transcriptHtml(transcript)}
  </details>`;
}

function snapshotsHtml({ snapshots: { pending, unused } }: TestReport): Html | string {
  if (pending.length + unused.length === 0) return "";
  return html`<section>
    <h2>Snapshots</h2>
    ${pending.map((file) => html`<p class="warn">pending: ${file}</p>`)}
    ${unused.map((file) => html`<p class="dim">unused: ${file}</p>`)}
  </section>`;
}

const STYLE = `
:root { color-scheme: light dark; --good: #1a7f37; --bad: #b42318; --warn: #8a6100; --dim: #666; --line: #ccc; --back: #f6f6f6; }
@media (prefers-color-scheme: dark) { :root { --good: #57c46f; --bad: #ff8b80; --warn: #e3b341; --dim: #999; --line: #444; --back: #1c1c1c; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1rem; margin: 2rem 0 .5rem; } h3 { font-size: .9rem; margin: 1rem 0 .25rem; }
header p { margin: .2rem 0; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .dim { color: var(--dim); }
.case { border-top: 1px solid var(--line); padding: .3rem 0; } .case > *:not(summary) { margin-left: 1.2rem; }
summary { cursor: pointer; }
pre { background: var(--back); padding: .5rem .7rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font: 12.5px/1.45 ui-monospace, monospace; border-radius: 4px; margin: .3rem 0; }
table { border-collapse: collapse; font-size: 13px; } td, th { text-align: left; padding: .15rem .8rem .15rem 0; vertical-align: top; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
`;
