/**
 * The value of each $token$. Ground: the lists in «Use tokens in email notifications» and «Advanced options for working
 * with custom alert actions».
 */
import type { Setting } from "../../conf/layered-conf.ts";
import type { Row, SearchContext } from "../invocation.ts";
import { isSavedMode } from "../search/is-saved-mode.ts";
import { resultsLink, searchUri } from "../search/search-links.ts";
import { describeServer } from "../search/server-info.ts";

export interface TokenContext {
  readonly search: SearchContext;
  readonly actionName: string;
  /** First row of the results, or the row of a per-result run. */
  readonly row: Row | undefined;
  readonly rowCount: number;
  readonly resultId: number | undefined;
  readonly resultsFile: string;
  /** Settings of the saved search. Those of the action have the prefix `action.<name>.`. */
  readonly settings?: ReadonlyMap<string, Pick<Setting, "value">> | undefined;
  /** Guess: splunkd separates the values of a multivalue field with a space, as its email action does. */
  readonly multivalueSeparator?: string | undefined;
}

/** The families `result`, `job` and `server`: a token that they do not know becomes empty. Others stay as they are. */
export type TokenFamily = "result" | "job" | "server" | "other";

export function tokenFamily(name: string): TokenFamily {
  if (name.startsWith("result.")) return "result";
  if (name.startsWith("job.")) return "job";
  return name.startsWith("server.") ? "server" : "other";
}

/** undefined where there is no such token in this mode. */
export function tokenValue(name: string, context: TokenContext): string | undefined {
  switch (tokenFamily(name)) {
    case "result":
      return resultValue(name.slice("result.".length), context);
    case "job":
      return jobProperties(context).get(name.slice("job.".length));
    case "server":
      return serverProperty(name.slice("server.".length), context);
    default:
      return ALWAYS.get(name)?.(context) ?? ofSavedSearch(name, context);
  }
}

function resultValue(field: string, context: TokenContext): string | undefined {
  const value = context.row?.[field];
  return typeof value === "object" ? value.join(context.multivalueSeparator ?? " ") : value;
}

type TokenReader = (context: TokenContext) => string | undefined;

const ALWAYS: ReadonlyMap<string, TokenReader> = new Map<string, TokenReader>([
  ["action_name", ({ actionName }) => actionName],
  ["app", ({ search }) => search.app],
  ["owner", ({ search }) => search.owner],
  ["search_id", ({ search }) => search.sid],
  ["results_link", ({ search, resultId }) => resultsLink(search, resultId)],
  ["results.url", ({ search, resultId }) => resultsLink(search, resultId)],
  ["results.file", ({ resultsFile }) => resultsFile],
  ["results.count", ({ rowCount }) => String(rowCount)],
  ["trigger_time", ({ search }) => String(Math.floor(search.now))],
  ["trigger_date", ({ search }) => triggerDate(search.now)],
  ["trigger_timeHMS", ({ search }) => isoTime(search.now).slice(11, 19)],
]);

/** An ad hoc `| sendalert` has no saved search. Seen: it leaves `$alert.severity$` as it is. */
function ofSavedSearch(name: string, context: TokenContext): string | undefined {
  if (!isSavedMode(context.search.mode)) return undefined;
  const made = MADE_OF_SEARCH.get(name)?.(context);
  return made ?? context.settings?.get(name)?.value ?? SAVED_SEARCH_DEFAULTS.get(name)?.(context);
}

/** Tokens that no setting of the search can change. */
const MADE_OF_SEARCH: ReadonlyMap<string, TokenReader> = new Map<string, TokenReader>([
  ["name", ({ search }) => search.searchName],
  ["search", ({ search }) => search.searchText],
  ["id", ({ search }) => `${search.serverUri}${searchUri(search)}`],
  ["view_link", ({ search }) => viewLink(search)],
]);

/** Values of savedsearches.conf where the search does not set them itself. */
const SAVED_SEARCH_DEFAULTS: ReadonlyMap<string, TokenReader> = new Map<string, TokenReader>([
  ["description", () => ""],
  ["cron_schedule", () => ""],
  ["next_scheduled_time", () => ""],
  ["alert.severity", () => "3"],
  ["alert.expires", () => "24h"],
  ["action.email.hostname", ({ search }) => search.webUri],
  ["action.email.priority", () => "3"],
  ["type", () => "alert"],
]);

function viewLink(search: SearchContext): string {
  const uri = encodeURIComponent(searchUri(search));
  return `${search.webUri}/app/${encodeURIComponent(search.app)}/alert?s=${uri}`;
}

function jobProperties({ search, rowCount }: TokenContext): ReadonlyMap<string, string> {
  const properties = new Map([
    ["sid", search.sid],
    ["label", search.searchName],
    ["search", search.searchText],
    ["resultCount", String(rowCount)],
    ["isDone", "1"],
    ["dispatchState", "DONE"],
  ]);
  if (search.earliest !== undefined) properties.set("earliestTime", isoTime(search.earliest));
  if (search.latest !== undefined) properties.set("latestTime", isoTime(search.latest));
  return properties;
}

function serverProperty(name: string, { search }: TokenContext): string | undefined {
  return new Map(Object.entries(describeServer(search.serverHost, search.splunkVersion))).get(name);
}

/** As the REST API of splunkd writes times. In UTC, the time zone of the sandbox. */
function isoTime(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace("Z", "+00:00");
}

/** «July 07, 2023». */
function triggerDate(seconds: number): string {
  const parts = { year: "numeric", month: "long", day: "2-digit", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-US", parts).format(new Date(seconds * 1000));
}
