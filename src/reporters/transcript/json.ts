/** The transcript as one JSON document, by transcript.schema.json. Several transcripts are an array. */
import { jsonText } from "../../text/json-text.ts";
import type { SearchRun } from "../../run-search.ts";
import type { Transcript } from "../../transcript.ts";

export function json(report: Transcript | readonly Transcript[] | SearchRun): string {
  return `${jsonText(report, 2)}\n`;
}
