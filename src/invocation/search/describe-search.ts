/** The search that triggers the action, with all defaults filled in. */
import { createHash, randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { HarnessError } from "../../errors.ts";
import { DEFAULT_SPLUNK } from "../../platforms/splunk-profile.ts";
import { parseTime } from "../../search/time/time-modifier.ts";
import type { Mode, SearchContext } from "../invocation.ts";
import { isSavedMode } from "./is-saved-mode.ts";
import { makeSid } from "./make-sid.ts";

export interface SearchWish {
  readonly mode?: Mode | undefined;
  readonly searchName?: string | undefined;
  readonly searchText?: string | undefined;
  readonly searchApp?: string | undefined;
  readonly owner?: string | undefined;
  readonly serverHost?: string | undefined;
  /** `10.0`. Default: that of the stand-in, else the newest whose spec files are known. */
  readonly splunkVersion?: string | undefined;
  readonly now?: number | undefined;
  /** Time range: epoch seconds, `-24h@h`, `now`, or a date. Default: all time. */
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  /** Default: made as Splunk makes it. */
  readonly sid?: string | undefined;
  readonly resultsLink?: string | undefined;
  /** Seed of the session key. Default: a random one. */
  readonly seed?: number | undefined;
  /** What all links begin with. Default: `http://<serverHost>:8000`. */
  readonly webUri?: string | undefined;
  /** Whether the saved search belongs to its app, and not to a user. */
  readonly isShared?: boolean | undefined;
  readonly isRealTime?: boolean | undefined;
  /** Whether a user dispatched the saved search, and not the scheduler. */
  readonly isDispatched?: boolean | undefined;
  readonly splunkd?: RunningSplunkd | undefined;
}

/** What a running stand-in gives each search. */
export interface RunningSplunkd {
  readonly splunkVersion?: string | undefined;
  readonly user: string;
  readonly webPort: number | undefined;
  readonly host: { nextNumber(): number };
}

/** Seen: session keys have this alphabet, and about this length. */
const KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_^";
const KEY_LENGTH = 136;

export function describeSearch(wish: SearchWish, serverUri: string): SearchContext {
  const now = wish.now ?? Date.now() / 1000;
  const serverHost = wish.serverHost ?? hostname();
  const dispatched = dispatchedAs(wish);
  return {
    ...dispatched,
    searchText: wish.searchText ?? "| makeresults",
    sid: wish.sid ?? newSid(dispatched, wish, now),
    serverHost,
    splunkVersion: wish.splunkVersion ?? wish.splunkd?.splunkVersion ?? DEFAULT_SPLUNK,
    serverUri,
    webUri: wish.webUri ?? `http://${serverHost}:8000`,
    isShared: wish.isShared,
    resultsLink: wish.resultsLink,
    sessionKey: newSessionKey(wish.seed),
    now,
    earliest: timeOf("earliest", wish.earliest, now),
    latest: timeOf("latest", wish.latest, now),
  };
}

/** What names a search: how it was dispatched, in which app, by whom, and as which saved search. */
type Dispatched = Pick<SearchContext, "mode" | "app" | "owner" | "searchName">;

function dispatchedAs(wish: SearchWish): Dispatched {
  const mode = wish.mode ?? "adhoc";
  return {
    mode,
    app: wish.searchApp ?? "search",
    owner: wish.owner ?? wish.splunkd?.user ?? "admin",
    searchName: isSavedMode(mode) ? (wish.searchName ?? "alert") : "",
  };
}

function newSid(
  dispatched: Dispatched,
  { splunkd, isRealTime, isDispatched }: SearchWish,
  now: number,
): string {
  return makeSid({
    ...dispatched,
    dispatcher: isDispatched === true ? dispatched.owner : undefined,
    epoch: Math.floor(now),
    counter: splunkd?.host.nextNumber() ?? 1,
    snapshot: isRealTime === true ? 0 : undefined,
  });
}

function newSessionKey(seed: number | undefined): string {
  const bytes =
    seed === undefined
      ? randomBytes(KEY_LENGTH)
      : createHash("shake256", { outputLength: KEY_LENGTH }).update(`ar-sim ${seed}`).digest();
  return [...bytes].map((byte) => KEY_ALPHABET[byte % KEY_ALPHABET.length]).join("");
}

/** Ground: dispatch.earliest_time in savedsearches.conf.spec. The prefix `rt` makes a real-time search. */
function timeOf(end: string, text: string | undefined, now: number): number | undefined {
  const value = text?.trim().replace(/^rt/, "") ?? "";
  if (value === "") return undefined;
  const time = parseTime(value, { now });
  if (time !== undefined) return time;
  throw new HarnessError("SEARCH_SYNTAX", `Invalid ${end}_time: '${text}'`, {
    hint: "Write -24h, -1d@d, now, epoch seconds, or 2026-11-24T08:00:00.",
  });
}
