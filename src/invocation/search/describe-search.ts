/** The search that is said to have triggered the action, with every default filled in. */
import { createHash, randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { HarnessError } from "../../errors.ts";
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
  readonly now?: number | undefined;
  /** Time range: epoch seconds, `-24h@h`, `now`, a date; open when not given. */
  readonly earliest?: string | undefined;
  readonly latest?: string | undefined;
  /** Made of the other things when not given. */
  readonly sid?: string | undefined;
  readonly resultsLink?: string | undefined;
  /** What the session key is made from; random when not given. */
  readonly seed?: number | undefined;
  /** Begin of all links; `http://<serverHost>:8000` when not given. */
  readonly webUri?: string | undefined;
  /** The saved search is the app's, not one user's. */
  readonly isShared?: boolean | undefined;
  readonly isRealTime?: boolean | undefined;
  readonly splunkd?: RunningSplunkd | undefined;
}

/** What a splunkd that runs already says of each search in it. */
export interface RunningSplunkd {
  readonly user: string;
  readonly webPort: number | undefined;
  readonly host: { nextNumber(): number };
}

/** Session keys are seen to be of this alphabet and about this length. */
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

function newSid(dispatched: Dispatched, { splunkd, isRealTime }: SearchWish, now: number): string {
  return makeSid({
    ...dispatched,
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

/** Ground: dispatch.earliest_time of savedsearches.conf.spec; `rt` in front makes it a real-time one. */
function timeOf(end: string, text: string | undefined, now: number): number | undefined {
  const value = text?.trim().replace(/^rt/, "") ?? "";
  if (value === "") return undefined;
  const time = parseTime(value, { now });
  if (time !== undefined) return time;
  throw new HarnessError("SEARCH_SYNTAX", `Invalid ${end}_time: '${text}'`, {
    hint: "Write -24h, -1d@d, now, epoch seconds, or 2026-11-24T08:00:00.",
  });
}
