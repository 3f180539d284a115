/** Builds the text on stdin of the script: its keys, their order, and their values. */
import { HarnessError, type Where } from "../../errors.ts";
import type { Row, SearchContext } from "../invocation.ts";
import { PAYLOAD_KEYS, type Payload, type PayloadKey } from "./payload.ts";
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
  /** Where payload_format is set. For the error. */
  readonly where?: Where | undefined;
  /** Writes a sid that looks like a number as a JSON number. The common action model works around such a sid. */
  readonly numericSid?: boolean | undefined;
  /** No public sample has the first row in XML, so it is left out by default. */
  readonly xmlResult?: "omit" | "experimental" | undefined;
  /** What `result` is in JSON where there is no row. Default: null. */
  readonly noRowsResult?: "null" | "object" | undefined;
}

export function buildPayload(
  parts: PayloadParts,
  format: string,
  options: PayloadOptions = {},
): string {
  const none = options.noRowsResult === "object" ? {} : undefined;
  const payload = arrange({ ...parts, row: parts.row ?? none });
  if (format === "json") return payloadJson(payload, options.numericSid === true);
  if (format === "xml") return payloadXml(payload, options.xmlResult === "experimental");
  // The misspelling is Splunk's (messages.conf).
  throw new HarnessError(
    "INVOKE_BAD_FORMAT",
    `Invalid 'payload_format' specified ('${format}'), expecing 'json' or 'xml'.`,
    { hint: "Write payload_format = json in alert_actions.conf.", where: options.where },
  );
}

/** Keys and their order (payload.ts) are those of public payloads that kept the order. Values are always text. */
function arrange({ search, params, row, resultsFile, resultId }: PayloadParts): Payload {
  const isSaved = isSavedMode(search.mode);
  const values: Readonly<Record<PayloadKey, string | undefined>> = {
    app: search.app,
    owner: search.owner,
    result_id: resultId === undefined ? undefined : String(resultId),
    results_file: resultsFile,
    results_link: resultsLink(search, resultId),
    search_uri: isSaved ? searchUri(search) : undefined,
    server_host: search.serverHost,
    server_uri: search.serverUri,
    session_key: search.sessionKey,
    sid: search.sid,
    search_name: isSaved ? search.searchName : "",
  };
  const keys = PAYLOAD_KEYS.flatMap((key) => {
    const value = values[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  // Without any rows, `result` is null. Ground: webhook bodies in splunk/slack-alerts#31 and alert_manager#254.
  return { keys, searchName: search.searchName, params, row };
}
