/** What triggers the action: a saved search of the add-on, one that is only named, or an ad hoc search. */
import type { Addon } from "../addon/addon.ts";
import {
  type ActionLimits,
  findSavedSearch,
  limitsOf,
  type SavedSearch,
} from "../addon/read-saved-search.ts";
import { describeSearch, type SearchWish } from "./describe-search.ts";
import type { Mode, SearchContext } from "./invocation.ts";

export interface TriggerWish extends SearchWish {
  /** Stanza of savedsearches.conf; then mode, text and limits come from there unless given. */
  readonly savedSearch?: string;
  readonly maxResults?: number;
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
  action: string,
  wish: TriggerWish,
  serverUri: string,
): Trigger {
  const savedSearch =
    wish.savedSearch === undefined ? undefined : findSavedSearch(addon, wish.savedSearch);
  const mode = wish.mode ?? modeOf(savedSearch);
  const app = wish.searchApp ?? savedSearch?.app ?? (mode === "es-adhoc" ? ES_APP : undefined);
  const search = describeSearch(
    {
      ...wish,
      mode,
      ...(savedSearch === undefined ? {} : fromSaved(savedSearch, wish)),
      ...(app === undefined ? {} : { searchApp: app }),
    },
    serverUri,
  );
  const limits: ActionLimits =
    savedSearch === undefined
      ? { maxResults: undefined, maxtimeMs: undefined }
      : limitsOf(savedSearch, action);
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

function fromSaved(savedSearch: SavedSearch, wish: TriggerWish): SearchWish {
  return {
    searchName: wish.searchName ?? savedSearch.name,
    searchText: wish.searchText ?? savedSearch.search,
  };
}
