/** A payload before it is written as JSON or XML. */
import type { Row } from "../invocation.ts";

/**
 * All plain keys, in their order. Some are sent in some modes only. The nested ones are `configuration` and `result`.
 */
export const PAYLOAD_KEYS = [
  "app",
  "owner",
  "result_id",
  "results_file",
  "results_link",
  "search_uri",
  "server_host",
  "server_uri",
  "session_key",
  "sid",
  "search_name",
] as const;

export type PayloadKey = (typeof PAYLOAD_KEYS)[number];

/** The plain keys in their order, then the two nested ones. */
export interface Payload {
  readonly keys: readonly (readonly [PayloadKey, string])[];
  readonly searchName: string;
  readonly params: ReadonlyMap<string, string>;
  /** undefined where there is no result. */
  readonly row: Row | undefined;
}
