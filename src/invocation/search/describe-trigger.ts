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
  /** Stanza of savedsearches.conf. It gives mode, text and limits, unless they are given here. */
  readonly savedSearch?: string | undefined;
  /** If these come from a search, it is the search that triggers the action. */
  readonly rows?: TriggerRows | undefined;
  readonly maxResults?: number | undefined;
}

export interface Trigger {
  readonly search: SearchContext;
  readonly savedSearch: SavedSearch | undefined;
  readonly limits: ActionLimits;
}

/** The app of Incident Review and Mission Control. */
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
  const serverHost = wish.serverHost ?? hostname();
  const linkHost = hostnameSetting(action, savedSearch);
  const search = describeSearch(
    {
      ...(savedSearch === undefined ? adhoc(wish) : fromSaved(addon, savedSearch, wish)),
      mode,
      searchApp: wish.searchApp ?? savedSearch?.app ?? (mode === "es-adhoc" ? ES_APP : undefined),
      serverHost,
      webUri: webUriOf(addon, linkHost, serverHost, wish.splunkd?.webPort),
    },
    serverUri,
  );
  return { search, savedSearch, limits: limitsFor(action, savedSearch, wish.maxResults) };
}

function modeOf(savedSearch: SavedSearch | undefined): Mode {
  if (savedSearch === undefined) return "adhoc";
  return savedSearch.isDigest ? "saved" : "per-result";
}

/** Ground: savedsearches.conf.spec, `action.<name>.<setting>`: the saved search overrides the action. */
function hostnameSetting(action: AlertAction, savedSearch: SavedSearch | undefined): string {
  const setting =
    savedSearch?.settings.get(`action.${action.name}.hostname`) ??
    action.stanza.settings.get("hostname");
  return setting?.value ?? "";
}

function limitsFor(
  action: AlertAction,
  savedSearch: SavedSearch | undefined,
  maxResults: number | undefined,
): ActionLimits {
  const saved = savedSearch === undefined ? undefined : limitsOf(savedSearch, action.name);
  return { maxResults: maxResults ?? saved?.maxResults, maxtimeMs: saved?.maxtimeMs };
}

function adhoc(wish: TriggerWish): SearchWish {
  const findsRows = wish.rows?.kind === "spl" ? wish.rows.text : undefined;
  return { ...wish, searchText: wish.searchText ?? findsRows };
}

/** A search in the .conf files of an app is shared. Its owner is `nobody`, unless the metadata names another. */
function fromSaved(addon: Addon, savedSearch: SavedSearch, wish: TriggerWish): SearchWish {
  const home = [addon, ...addon.also].find(({ appId }) => appId === savedSearch.app);
  const value = (key: string): string => savedSearch.settings.get(key)?.value.trim() ?? "";
  const earliest = value("dispatch.earliest_time");
  const latest = value("dispatch.latest_time");
  return {
    ...wish,
    searchName: wish.searchName ?? savedSearch.name,
    searchText: wish.searchText ?? savedSearch.search,
    owner: wish.owner ?? home?.access("savedsearches", savedSearch.name).owner,
    isShared: true,
    isDispatched: !savedSearch.isScheduled,
    isRealTime: [earliest, latest].some((time) => time.startsWith("rt")),
    earliest: wish.earliest ?? earliest,
    latest: wish.latest ?? latest,
  };
}

/** Incident Review hands over the notable that the action runs on. */
export function defaultRows(mode: Mode): RowSpec {
  return mode === "es-adhoc" ? { kind: "notable" } : { kind: "makeresults" };
}
