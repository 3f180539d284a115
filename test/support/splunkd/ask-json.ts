import type { Splunkd } from "../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "./ask-splunkd.ts";

export interface JsonEntry {
  readonly name: string;
  readonly links: Readonly<Record<string, string>>;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface JsonAnswer {
  readonly status: number | undefined;
  readonly entry: readonly JsonEntry[];
  readonly names: readonly string[];
  /** Of the first message. */
  readonly text: string | undefined;
}

/** One request to what answers with a feed, all of it, as JSON. `path` is below /services, or from the root. */
export async function askJson(
  splunkd: Splunkd,
  method: string,
  path: string,
  body?: Readonly<Record<string, string>>,
): Promise<JsonAnswer> {
  const { status, text } = await askSplunkd(
    splunkd,
    method,
    `${path.startsWith("/") ? "" : "/services/"}${path}${path.includes("?") ? "&" : "?"}output_mode=json&count=0`,
    body === undefined ? {} : { body: new URLSearchParams(body) },
  );
  const { entry = [], messages } = JSON.parse(text) as {
    entry?: JsonEntry[];
    messages?: { text: string }[];
  };
  return { status, entry, names: entry.map(({ name }) => name), text: messages?.[0]?.text };
}
