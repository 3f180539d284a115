/** Writes an exchange as a document of a cassette. Pure. */
import { stringify } from "yaml";
import { CASSETTE_VERSION } from "./cassette-schema.ts";

/** A body as it stands in a cassette. */
export type WrittenBody =
  | { readonly text: string }
  | { readonly base64: string }
  | { readonly file: string }
  | { readonly sha256: string };

export interface WrittenExchange {
  readonly method: string;
  readonly url: string;
  /** undefined where there is none. */
  readonly request: WrittenBody | undefined;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, values: readonly string[]])[];
  readonly response: WrittenBody | undefined;
}

export const CASSETTE_HEAD: string = `# What vendors answered, recorded by ar-sim. Replay it with \`--network replay\`.
version: ${CASSETTE_VERSION}
`;

/** What is cut off has no such line. */
export const CASSETTE_END = "# The end of the cassette.";

export function writeExchange(exchange: WrittenExchange): string {
  const { method, url, request, status, headers, response } = exchange;
  const lines = ["---", `method: ${method}`, `url: ${JSON.stringify(url)}`];
  if (request !== undefined) lines.push("request:", bodyLines(request));
  lines.push(`status: ${status}`);
  if (headers.length > 0) {
    lines.push("headers:");
    for (const [name, values] of headers)
      lines.push(`  ${name}: [${values.map((value) => JSON.stringify(value)).join(", ")}]`);
  }
  if (response !== undefined) lines.push("response:", bodyLines(response));
  return `${lines.join("\n")}\n`;
}

function bodyLines(body: WrittenBody): string {
  if (!("text" in body)) return indented(stringify(body, { lineWidth: 0 }).trimEnd(), "  ");
  const pretty = prettyJson(body.text);
  if (pretty !== undefined) return `  json:\n${indented(pretty, "    ")}`;
  return indented(stringify(body, { lineWidth: 0 }).replace(/\n$/, ""), "  ");
}

/** undefined where something else than spaces would be lost: long numbers, keys that come twice. */
function prettyJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const dense = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
    return JSON.stringify(value) === dense ? JSON.stringify(value, null, 2) : undefined;
  } catch {
    return undefined;
  }
}

function indented(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? line : by + line))
    .join("\n");
}
