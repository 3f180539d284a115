/** The *Adaptive Responses* panel of a notable, in lines. */
import type { AdaptiveResponsesPanel } from "../../transcript.ts";
import type { Paint } from "../text/paint.ts";
import { printable } from "../../text/printable.ts";

export function panel(of: AdaptiveResponsesPanel, paint: Paint): string[] {
  const lines = ["", paint.bold("Adaptive Responses (as on the notable)")];
  if (of.emptyBecause !== null) {
    return [...lines, `  ${paint.warn("empty:")} ${printable(of.emptyBecause)}`];
  }
  for (const row of of.rows) {
    const results = row.results === 1 ? "1 result" : `${row.results} results`;
    const columns = [row.response, row.mode, row.time, row.user, row.status, results];
    lines.push(`  ${columns.map((column) => printable(column)).join(" · ")}`);
    lines.push(`    ${paint.dim("opens")} ${printable(row.drilldown)}`);
  }
  return lines;
}
