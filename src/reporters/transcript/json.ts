/** The transcript as one JSON document; its shape is published in transcript.schema.json. Several make an array. */
import type { SearchRun } from "../../run-search.ts";
import type { Transcript } from "../../transcript.ts";

export function json(report: Transcript | readonly Transcript[] | SearchRun): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
