/** The recorded bodies of a call as lines below it: `>` for the request, `<` for the response. */
import type { RestRecord } from "../../transcript.ts";

const MOST_LINES = 40;

export function bodyLines({ requestBody, responseBody }: RestRecord): string[] {
  return [...linesOf(">", requestBody), ...linesOf("<", responseBody)];
}

function linesOf(sign: string, body: string | undefined): string[] {
  if (body === undefined || body === "") return [];
  const lines = body.replace(/\n+$/, "").split("\n");
  const more = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES).map((line) => `  ${sign} ${line}`),
    ...(more > 0 ? [`  ${sign} … ${more} more lines`] : []),
  ];
}
