/** The transcript as one JSON document; its shape is published in transcript.schema.json. */
import type { Transcript } from "../transcript.ts";

export function json(transcript: Transcript): string {
  return `${JSON.stringify(transcript, null, 2)}\n`;
}
