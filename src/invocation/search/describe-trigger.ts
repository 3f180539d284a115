/** What triggers the action: a saved search of the add-on, one that is only named, or an ad hoc search. */
import { hostname } from "node:os";
import type { Addon, AlertAction } from "../../addon/addon.ts";
import {
  type ActionLimits,
  findSavedSearch,
  limitsOf,
  type SavedSearch,
} from "../../addon/read/read-saved-search.ts";
import { describeSearch, type SearchWish } from "./describe-search.ts";
import type { Mode, SearchContext } from "../invocation.ts";
import type { RowSpec, TriggerRows } from "../rows/open-rows.ts";
import { webUriOf } from "./web-uri.ts";

export interface TriggerWish extends SearchWish {
  /** Stanza of savedsearches.conf; then mode, text and limits come from there unless given. */
  readonly savedSearch?: string | undefined;
  /** A search that finds the rows is the one that triggers. */
  readonly rows?: TriggerRows | undefined;
  readonly maxResults?: number | undefined;
}

export interface Trigger {
  readonly search: SearchContext;
  readonly savedSearch: SavedSearch | undefined;
  readonly limits: ActionLimits;
}

/** The app that Incident Review and Mission Control live in. */
const ES_APP = "SplunkEnterpriseSecuritySuite";

export function describeTrigger(
  addon: Addon,
  action: AlertAction,
  wish: TriggerWish,
  serverUri: string,
): Trigger {
  const savedSearch =
    wish.savedSearch === undefined ? undefined : findSavedSearch(addon, wish.savedSearch);
  const mode = wish.mode ?? modeOf(savedSearch);
  const app = wish.searchApp ?? savedSearch?.app ?? (mode === "es-adhoc" ? ES_APP : undefined);
  const serverHost = wish.serverHost ?? hostname();
  const link =
    savedSearch?.settings.get(`action.${action.name}.hostname`) ??
    action.stanza.settings.get("hostname");
  const search = describeSearch(
    {
      ...wish,
      searchText: wish.searchText ?? (wish.rows?.kind === "spl" ? wish.rows.text : undefined),
      mode,
      serverHost,
      webUri: webUriOf(addon, link?.value ?? "", serverHost, wish.splunkd?.webPort),
      ...(savedSearch === undefined ? {} : fromSaved(addon, savedSearch, wish)),
      ...(app === undefined ? {} : { searchApp: app }),
    },
    serverUri,
  );
  const limits: ActionLimits =
    savedSearch === undefined
      ? { maxResults: undefined, maxtimeMs: undefined }
      : limitsOf(savedSearch, action.name);
  return {
    search,
    savedSearch,
    limits: { ...limits, maxResults: wish.maxResults ?? limits.maxResults },
  };
}

function modeOf(savedSearch: SavedSearch | undefined): Mode {
  if (savedSearch === undefined) return "adhoc";
  return savedSearch.isDigest ? "saved" : "per-result";
}

/** A search of an app's conf belongs to the app, and to nobody unless metadata says to whom. */
function fromSaved(addon: Addon, savedSearch: SavedSearch, wish: TriggerWish): SearchWish {
  const home = [addon, ...addon.also].find((one) => one.appId === savedSearch.app);
  const owner = wish.owner ?? home?.access("savedsearches", savedSearch.name).owner;
  const value = (key: string): string => savedSearch.settings.get(key)?.value.trim() ?? "";
  const earliest = value("dispatch.earliest_time");
  const latest = value("dispatch.latest_time");
  return {
    searchName: wish.searchName ?? savedSearch.name,
    searchText: wish.searchText ?? savedSearch.search,
    isShared: true,
    isRealTime: [earliest, latest].some((time) => time.startsWith("rt")),
    earliest: wish.earliest ?? earliest,
    latest: wish.latest ?? latest,
    ...(owner === undefined ? {} : { owner }),
  };
}

/** Incident Review hands over the notable that the action is run on. */
export function defaultRows(mode: Mode): RowSpec {
  return mode === "es-adhoc" ? { kind: "notable" } : { kind: "makeresults" };
}
