/** Which user may do what: a line for each cell of a matrix over users or versions of Splunk, with what was refused. */
import type { CaseReport } from "../../scenario/report/report.ts";
import type { Transcript } from "../../transcript.ts";
import { printable } from "../../text/printable.ts";
import type { Paint } from "./paint.ts";
import { paintStatus } from "./paint-status.ts";

const SIGNS = { passed: "✓", failed: "✗", flaky: "~", skipped: "-", interrupted: "!" };

/** Empty where no case has such a matrix. */
export function roleTable(cases: readonly CaseReport[], paint: Paint): string[] {
  const rows = cases.flatMap((result) => {
    const user = axisOf(result, "user");
    const version = axisOf(result, "splunkVersion");
    if (user === undefined && version === undefined) return [];
    const words = [
      printable(result.name),
      user ?? "",
      version === undefined ? "" : `Splunk ${version}`,
    ];
    return [{ result, words: words.map((word) => printable(word)) }];
  });
  const widths = [0, 1, 2].map((column) =>
    Math.max(0, ...rows.map(({ words }) => words[column]?.length ?? 0)),
  );
  const lines = rows.map(({ result, words }) => {
    const cells = words
      .map((word, column) => word.padEnd(widths[column] ?? 0))
      .filter((cell) => cell !== "");
    const refused = result.transcript === null ? [] : refusals(result.transcript);
    const shown =
      refused.length === 0 ? paint.dim("nothing refused") : refused.map(printable).join("; ");
    return `  ${paintStatus(result.status, SIGNS, paint)} ${cells.join("  ")}  ${shown}`;
  });
  return lines.length === 0 ? [] : ["", "  Refused by user and version:", ...lines];
}

function axisOf({ cell }: CaseReport, axis: string): string | undefined {
  return cell
    ?.split(", ")
    .find((part) => part.startsWith(`${axis}=`))
    ?.slice(axis.length + 1);
}

/** Each once: the capability, or the words of splunkd where an access list refuses. */
function refusals({ verdict, rest }: Transcript): string[] {
  const all = new Set<string>();
  if (verdict.reasons.some(({ id }) => id === "may-send")) all.add("run_sendalert for sendalert");
  for (const { status, method, path, capabilities = [], refusal } of rest) {
    if (status !== 403) continue;
    const why = capabilities.length > 0 ? capabilities.join(" or ") : (refusal ?? "403");
    all.add(`${why} for ${method} ${path}`);
  }
  return [...all];
}
