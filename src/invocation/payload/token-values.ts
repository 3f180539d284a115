/** What each $token$ stands for: the list of «Use tokens in email notifications» and of the advanced options for custom alert actions. */
import type { Setting } from "../../conf/layered-conf.ts";
import type { Row, SearchContext } from "../invocation.ts";
import { resultsLink, searchUri } from "../search/search-links.ts";

export interface TokenContext {
  readonly search: SearchContext;
  readonly actionName: string;
  /** First row of the results, or the row of a per-result run. */
  readonly row: Row | undefined;
  readonly rowCount: number;
  readonly resultId: number | undefined;
  readonly resultsFile: string;
  /** Settings of the saved search; of the action itself with the prefix `action.<name>.`. */
  readonly settings?: ReadonlyMap<string, Pick<Setting, "value">> | undefined;
  /** More properties of the job and of the server than the context tells. */
  readonly job?: Readonly<Record<string, string>> | undefined;
  readonly server?: Readonly<Record<string, string>> | undefined;
  /** Guess: splunkd's separator for a multivalue field; its email action uses a space. */
  readonly multivalueSeparator?: string | undefined;
}

/** Families whose unknown members turn out empty rather than literal. */
export type TokenFamily = "result" | "job" | "server" | "other";

export function tokenFamily(name: string): TokenFamily {
  const family = /^(result|job|server)\./.exec(name)?.[1];
  return family === undefined ? "other" : (family as TokenFamily);
}

/** Values of savedsearches.conf where the search does not set them itself. */
const SAVED_SEARCH_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ["description", ""],
  ["cron_schedule", ""],
  ["next_scheduled_time", ""],
  ["alert.severity", "3"],
  ["alert.expires", "24h"],
  ["action.email.priority", "3"],
  ["type", "alert"],
]);

/** undefined where this kind of invocation knows no such token. */
export function tokenValue(name: string, context: TokenContext): string | undefined {
  const family = tokenFamily(name);
  if (family === "result") return resultValue(name.slice("result.".length), context);
  if (family === "job") return jobProperties(context).get(name.slice("job.".length));
  if (family === "server") return serverProperties(context).get(name.slice("server.".length));
  return always(name, context) ?? (isSaved(context) ? ofSavedSearch(name, context) : undefined);
}

/** An ad hoc `| sendalert` has no saved search behind it: seen to leave `$alert.severity$` as it stands. */
function isSaved(context: TokenContext): boolean {
  return context.search.mode === "saved" || context.search.mode === "per-result";
}

function resultValue(field: string, context: TokenContext): string | undefined {
  const value = context.row?.[field];
  return typeof value === "object" ? value.join(context.multivalueSeparator ?? " ") : value;
}

function always(name: string, context: TokenContext): string | undefined {
  const { search } = context;
  switch (name) {
    case "action_name":
      return context.actionName;
    case "app":
      return search.app;
    case "owner":
      return search.owner;
    case "search_id":
      return search.sid;
    case "results_link":
    case "results.url":
      return resultsLink(search, context.resultId);
    case "results.file":
      return context.resultsFile;
    case "results.count":
      return String(context.rowCount);
    case "trigger_time":
      return String(Math.floor(search.now));
    case "trigger_date":
      return triggerDate(search.now);
    case "trigger_timeHMS":
      return isoTime(search.now).slice(11, 19);
    default:
      return undefined;
  }
}

function ofSavedSearch(name: string, context: TokenContext): string | undefined {
  const { search } = context;
  switch (name) {
    case "name":
      return search.searchName;
    case "search":
      return search.searchText;
    case "id":
      return `${search.serverUri}${searchUri(search)}`;
    case "view_link":
      return `${search.webUri}/app/${encodeURIComponent(search.app)}/alert?s=${encodeURIComponent(searchUri(search))}`;
    case "action.email.hostname":
      return context.settings?.get(name)?.value ?? search.webUri;
    default:
      return context.settings?.get(name)?.value ?? SAVED_SEARCH_DEFAULTS.get(name);
  }
}

function jobProperties({ search, rowCount, job }: TokenContext): ReadonlyMap<string, string> {
  const known: Record<string, string> = {
    sid: search.sid,
    label: search.searchName,
    search: search.searchText,
    resultCount: String(rowCount),
    isDone: "1",
    dispatchState: "DONE",
  };
  const times = { earliestTime: search.earliest, latestTime: search.latest };
  for (const [name, time] of Object.entries(times)) {
    if (time !== undefined) known[name] = isoTime(time);
  }
  return new Map(Object.entries({ ...known, ...job }));
}

function serverProperties({ search, server }: TokenContext): ReadonlyMap<string, string> {
  return new Map(
    Object.entries({ serverName: search.serverHost, host: search.serverHost, ...server }),
  );
}

/** As splunkd's REST API writes times, in UTC: the sandbox runs there. */
function isoTime(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace("Z", "+00:00");
}

/** «July 07, 2023». */
function triggerDate(seconds: number): string {
  const parts = { year: "numeric", month: "long", day: "2-digit", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-US", parts).format(new Date(seconds * 1000));
}
