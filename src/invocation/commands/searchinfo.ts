/**
 * What splunkd tells a search command of the search around it. Ground: recorded talks between splunkd 8.2 and commands
 * with `chunked = true`; commands.conf.spec and Splunk's Python SDK for the older protocol.
 */
import { stringify } from "csv-stringify/sync";
import { escapeMarkup } from "../../text/escape-markup.ts";

/** The search that a command runs in, and where it reaches splunkd. */
export interface CommandSearch {
  readonly sid: string;
  readonly app: string;
  readonly owner: string;
  readonly sessionKey: string;
  readonly serverUri: string;
  readonly serverHost: string;
  /** The whole text of the search. */
  readonly search: string;
  /** Epoch seconds. */
  readonly now: number;
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
}

/** The same, without what is known only where the program starts. */
export type SearchAround = Omit<CommandSearch, "serverUri" | "serverHost" | "sessionKey"> & {
  /** Of who searches. Default: that of where the program starts. */
  readonly sessionKey?: (() => string) | undefined;
};

export interface CommandLimits {
  /** Milliseconds that the search may take in all; undefined for the usual limit. */
  readonly maxTimeMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CommandArgs {
  /** Without quotes around them. */
  readonly args: readonly string[];
  /** As they are in the search. */
  readonly rawArgs: readonly string[];
}

/** limits.conf, `[searchresults] maxresultrows`. */
export const MOST_ROWS = 50_000;

const VERSION = "10.0.2";

export function getinfoOf(
  command: string,
  { args, rawArgs }: CommandArgs,
  search: CommandSearch,
  dispatchFolder: string,
): Record<string, unknown> {
  return {
    action: "getinfo",
    preview: false,
    streaming_command_will_restart: false,
    searchinfo: {
      args,
      raw_args: rawArgs,
      dispatch_dir: dispatchFolder,
      sid: search.sid,
      app: search.app,
      owner: search.owner,
      username: search.owner,
      session_key: search.sessionKey,
      splunkd_uri: search.serverUri,
      splunk_version: VERSION,
      search: percentEncoded(search.search),
      command,
      maxresultrows: MOST_ROWS,
      earliest_time: time(search.earliest),
      latest_time: time(search.latest),
    },
  };
}

/** The lines in front of the rows, for a command with `enableheader`. */
export function oldHeader(
  search: CommandSearch,
  wants: { readonly infoPath: string | undefined; readonly passesAuth: boolean },
): string {
  const { sid, owner, app, sessionKey } = search;
  const name = escapeMarkup(owner);
  const lines: [string, string][] = [
    ["allowStream", "0"],
    ["keywords", ""],
    ["preview", "0"],
    ["realtime", "0"],
    ["search", search.search],
    ["sid", sid],
    ["splunkVersion", VERSION],
    ["truncated", "0"],
  ];
  if (wants.infoPath !== undefined) lines.unshift(["infoPath", wants.infoPath]);
  if (wants.passesAuth) {
    const key = escapeMarkup(sessionKey);
    lines.unshift(
      [
        "authString",
        `<auth><userId>${name}</userId><username>${name}</username><authToken>${key}</authToken></auth>`,
      ],
      ["sessionKey", sessionKey],
      ["owner", owner],
      ["namespace", app],
    );
  }
  const text = lines.map(([key, value]) => `${key}:${percentEncoded(value)}\n`);
  return `${text.join("")}\n`;
}

/** Half a character outside of the basic plane cannot be encoded. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** The file that `infoPath` and the dispatch folder lead to, with the columns that the SDK reads. */
export function searchInfoCsv(search: CommandSearch): string {
  const record = {
    _sid: search.sid,
    _timestamp: search.now.toFixed(9),
    _search_et: (search.earliest ?? 0).toFixed(9),
    _search_lt: search.latest === undefined ? "" : search.latest.toFixed(9),
    _rt_earliest: "",
    _rt_latest: "",
    "_ppc.app": search.app,
    "_ppc.user": search.owner,
    _auth_token: search.sessionKey,
    _splunkd_uri: search.serverUri,
  };
  return stringify([Object.keys(record), Object.values(record)], { quoted_match: /[^A-Za-z0-9]/ });
}

/** Ground: an open end is 0 in what was recorded. */
function time(seconds: number | undefined): string {
  return seconds === undefined ? "0" : seconds.toFixed(9);
}
