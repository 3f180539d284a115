/** The text on the script's stdin: which keys, in which order, with which values. */
import { HarnessError, type Where } from "../../errors.ts";
import type { Row, SearchContext } from "../invocation.ts";
import type { Payload } from "./payload.ts";
import { payloadJson } from "./payload-json.ts";
import { payloadXml } from "./payload-xml.ts";
import { isSavedMode } from "../search/is-saved-mode.ts";
import { resultsLink, searchUri } from "../search/search-links.ts";

export interface PayloadParts {
  readonly search: SearchContext;
  readonly params: ReadonlyMap<string, string>;
  readonly row: Row | undefined;
  readonly resultsFile: string;
  /** Set in per-result mode. */
  readonly resultId: number | undefined;
}

export interface PayloadOptions {
  /** Where payload_format is set, for the error. */
  readonly where?: Where | undefined;
  /** A sid that looks like a number as a JSON number, as the common action model was once bitten by. */
  readonly numericSid?: boolean | undefined;
  /** No public sample shows the first row in XML: left out unless asked for. */
  readonly xmlResult?: "omit" | "experimental" | undefined;
}

export function buildPayload(
  parts: PayloadParts,
  format: string,
  options: PayloadOptions = {},
): string {
  const payload = arrange(parts);
  if (format === "json") return payloadJson(payload, options.numericSid === true);
  if (format === "xml") return payloadXml(payload, options.xmlResult === "experimental");
  // The misspelling is Splunk's (messages.conf).
  throw new HarnessError(
    "INVOKE_BAD_FORMAT",
    `Invalid 'payload_format' specified ('${format}'), expecing 'json' or 'xml'.`,
    { hint: "Write payload_format = json in alert_actions.conf.", where: options.where },
  );
}

/** Keys and their order as in public payloads that kept it; values are always text. */
function arrange({ search, params, row, resultsFile, resultId }: PayloadParts): Payload {
  const isSaved = isSavedMode(search.mode);
  const keys: (readonly [string, string])[] = [
    ["app", search.app],
    ["owner", search.owner],
    ...(resultId === undefined ? [] : [["result_id", String(resultId)] as const]),
    ["results_file", resultsFile],
    ["results_link", resultsLink(search, resultId)],
    ...(isSaved ? [["search_uri", searchUri(search)] as const] : []),
    ["server_host", search.serverHost],
    ["server_uri", search.serverUri],
    ["session_key", search.sessionKey],
    ["sid", search.sid],
    ["search_name", isSaved ? search.searchName : ""],
  ];
  // Guess: without any rows `result` is there and empty.
  return { keys, searchName: search.searchName, params, row: row ?? {} };
}
