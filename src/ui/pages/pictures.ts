/** Pictures: the moments of a run as bars, and the last runs as a strip. Each has its words for screen readers. */
import { type Html, html } from "../../reporters/text/html-text.ts";
import type { Moment } from "../../transcript.ts";
import type { UiRun } from "../state/runs.ts";

const ROWS = [
  "start",
  "log",
  "stderr",
  "request",
  "outbound",
  "event",
  "exception",
  "end",
] as const;
const MOST_DRAWN = 400;
const WIDTH = 1000;
const LEFT = 90;

export function timelineBars(timeline: readonly Moment[]): Html {
  if (timeline.length === 0) return html`<p class="card">Nothing was started.</p>`;
  const last = Math.max(1, ...timeline.slice(-1).map(({ offsetMs }) => offsetMs));
  const kinds = ROWS.filter((kind) => timeline.some((moment) => moment.kind === kind));
  const x = (offset: number): string =>
    (LEFT + (Math.min(offset, last) / last) * (WIDTH - LEFT - 12)).toFixed(1);
  const words = kinds.map(
    (kind) => `${kind}: ${timeline.filter((moment) => moment.kind === kind).length}`,
  );
  return html`<div class="card">
    <svg
      viewBox="0 0 ${WIDTH} ${kinds.length * 22 + 20}"
      role="img"
      aria-label="Timeline of ${Math.round(last)} ms. ${words.join(", ")}"
    >
      ${kinds.map(
        (kind, row) =>
          html`<text x="0" y="${row * 22 + 15}">${kind}</text>
            <rect
              class="track"
              x="${LEFT}"
              y="${row * 22 + 10}"
              width="${WIDTH - LEFT}"
              height="2"
            />
            ${timeline
              .filter((moment) => moment.kind === kind)
              .slice(0, MOST_DRAWN)
              .map(
                ({ offsetMs, text }) =>
                  html`<rect
                    class="${kind}"
                    x="${x(offsetMs)}"
                    y="${row * 22 + 4}"
                    width="5"
                    height="14"
                    rx="2"
                    ><title>${Math.round(offsetMs)} ms: ${text.slice(0, 200)}</title></rect
                  >`,
              )}`,
      )}
      <text x="${LEFT}" y="${kinds.length * 22 + 16}">0 ms</text>
      <text x="${WIDTH - 2}" y="${kinds.length * 22 + 16}" text-anchor="end">
        ${Math.round(last)} ms
      </text>
    </svg>
    ${momentList(timeline)}
  </div>`;
}

function momentList(timeline: readonly Moment[]): Html {
  return html`<details>
    <summary>As a list (${timeline.length})</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Timeline">
      <table>
        <tbody>
          ${timeline.slice(0, 2000).map(
            ({ offsetMs, kind, text }) =>
              html`<tr>
                <td class="nowrap">${(offsetMs / 1000).toFixed(3)} s</td>
                <td>${kind}</td>
                <td>${text}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

/** Oldest on the left; a bar is as high as its run was long. */
export function strip(runs: readonly UiRun[]): Html | string {
  const ended = runs
    .slice(0, 50)
    .toReversed()
    .filter(({ transcript }) => transcript !== undefined);
  if (ended.length === 0) return "";
  const bars = ended.map(({ id, action, transcript }) => {
    const ms = (transcript?.invocations ?? []).reduce((sum, { durationMs }) => sum + durationMs, 0);
    return { id, action, ms, status: transcript?.verdict.status ?? "" };
  });
  const most = Math.max(1, ...bars.map(({ ms }) => ms));
  const passed = bars.filter(({ status }) => status === "pass").length;
  return html`<div class="card">
    <svg
      viewBox="0 0 1000 70"
      role="img"
      aria-label="The last ${bars.length} runs: ${passed} passed, the longest took ${Math.round(most)} ms"
    >
      ${bars.map(({ ms, status, action }, index) => {
        const height = 6 + (ms / most) * 54;
        const kind = status === "pass" || status === "fail" ? status : "other";
        return html`<rect
          class="${kind}"
          x="${index * 20}"
          y="${(64 - height).toFixed(1)}"
          width="14"
          height="${height.toFixed(1)}"
          rx="3"
          ><title>${action}: ${status}, ${Math.round(ms)} ms</title></rect
        >`;
      })}
    </svg>
  </div>`;
}
