/**
 * What Splunk's own actions would do, as plain data: nothing leaves the machine. Ground: alert_actions.conf.spec,
 * `[webhook]`, `[email]` and `[logevent]`; Alerting Manual, «Use a webhook alert action»; settings `action.risk.param._risk…`
 * of published detections.
 */
import type { Row } from "../invocation.ts";
import { expandTokens } from "../payload/expand-tokens.ts";
import { emptyRow } from "../rows/row-shape.ts";
import { resultsLink } from "../search/search-links.ts";
import type { EffectParts } from "./effect-parts.ts";
import { riskEvents } from "./risk-events.ts";

/** One thing that an action would do. */
export type Effect =
  | { readonly action: string; readonly kind: "event"; readonly event: Row }
  | {
      readonly action: string;
      readonly kind: "request";
      readonly method: "POST";
      readonly url: string;
      /** JSON. */
      readonly body: string;
    }
  | {
      readonly action: string;
      readonly kind: "mail";
      readonly mail: Readonly<Record<string, string>>;
    };

type Act = (parts: EffectParts) => readonly Effect[];

const ACTS: ReadonlyMap<string, Act> = new Map<string, Act>([
  ["email", mails],
  ["logevent", loggedEvents],
  [
    "risk",
    (parts) =>
      riskEvents(parts).map((event) => ({ action: "risk", kind: "event", event }) as const),
  ],
  ["webhook", requests],
]);

export function effectsOf(action: string, parts: EffectParts): readonly Effect[] {
  return ACTS.get(action)?.(parts) ?? [];
}

/** Reads a parameter with its tokens filled in from the first row. */
function reader(action: string, { params, rows, search }: EffectParts) {
  const context = {
    search,
    actionName: action,
    row: rows[0],
    rowCount: rows.length,
    resultId: undefined,
    resultsFile: "",
  };
  return (name: string, otherwise: string): string =>
    expandTokens(params.get(name) ?? otherwise, context, name).text;
}

/** One request for the whole search, with its first row. */
function requests(parts: EffectParts): readonly Effect[] {
  const { search, rows } = parts;
  const body = JSON.stringify({
    sid: search.sid,
    search_name: search.searchName,
    app: search.app,
    owner: search.owner,
    results_link: resultsLink(search, undefined),
    result: rows[0] ?? null,
  });
  const url = reader("webhook", parts)("url", "");
  return [{ action: "webhook", kind: "request", method: "POST", url, body }];
}

/** Settings of a mail as they are given; Splunk's own subject and text where there is none. */
function mails(parts: EffectParts): readonly Effect[] {
  const read = reader("email", parts);
  const mail: Record<string, string> = {
    subject: read("subject", `Splunk Alert: ${parts.search.searchName}`),
    message: read("message", ""),
  };
  for (const name of parts.params.keys()) mail[name] = read(name, "");
  return [{ action: "email", kind: "mail", mail }];
}

/** One event for the whole search. */
function loggedEvents(parts: EffectParts): readonly Effect[] {
  const { search } = parts;
  const read = reader("logevent", parts);
  const event = Object.assign(emptyRow(), {
    _time: String(Math.floor(search.now)),
    _raw: read("event", ""),
    index: read("index", "main"),
    host: read("host", search.serverHost),
    source: read("source", `alert:${search.searchName}`),
    sourcetype: read("sourcetype", "generic_single_line"),
  });
  return [{ action: "logevent", kind: "event", event }];
}
