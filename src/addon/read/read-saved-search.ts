/** A saved search as far as it triggers alert actions. Ground: savedsearches.conf.spec of Splunk 9 and 10. */
import type { Setting } from "../../conf/layered-conf.ts";
import { HarnessError, type Where } from "../../errors.ts";
import { shownName } from "../tree.ts";
import type { Addon } from "../addon.ts";
import { readMaxtime } from "./read-actions.ts";
import { isTrue } from "./read-eventtypes.ts";
import { nearest } from "../../text/nearest.ts";

export interface SavedSearch {
  readonly name: string;
  readonly search: string;
  /** App whose layer owns the stanza. */
  readonly app: string;
  readonly where: Where;
  /** `alert.digest_mode`: one run for all results (the default), or one for each. */
  readonly isDigest: boolean;
  /** `enableSched`: the scheduler starts it, and not only a user. */
  readonly isScheduled: boolean;
  /** Actions that are switched on. In a .conf file, only `action.<name> = 1` does that. */
  readonly actions: readonly string[];
  readonly settings: ReadonlyMap<string, Setting>;
}

/** Limits of one action of the search: `action.<name>.maxresults` and `action.<name>.maxtime`. */
export interface ActionLimits {
  readonly maxResults: number | undefined;
  readonly maxtimeMs: number | undefined;
}

/** @throws HarnessError ADDON_UNKNOWN_SEARCH with the names there are and the closest one. */
export function findSavedSearch(addon: Addon, name: string): SavedSearch {
  const { stanzas } = addon.conf("savedsearches");
  const stanza = stanzas.get(name);
  if (stanza === undefined) throw unknown(addon, name, [...stanzas.keys()]);
  const value = (key: string): string => stanza.settings.get(key)?.value.trim() ?? "";
  const header = stanza.headers[0];
  const digest = value("alert.digest_mode");
  return {
    name,
    search: value("search"),
    app: header?.layer.app ?? addon.appId,
    where: header?.where ?? { file: shownName(addon.tree) },
    isDigest: digest === "" || isTrue(digest),
    isScheduled: isTrue(value("enableSched")),
    actions: enabledActions(stanza.settings),
    settings: stanza.settings,
  };
}

export function limitsOf(search: SavedSearch, action: string): ActionLimits {
  const value = (key: string): string =>
    search.settings.get(`action.${action}.${key}`)?.value.trim() ?? "";
  const maxResults = Number(value("maxresults"));
  return {
    maxResults: maxResults > 0 ? maxResults : undefined,
    maxtimeMs: value("maxtime") === "" ? undefined : readMaxtime(value("maxtime")),
  };
}

function enabledActions(settings: ReadonlyMap<string, Setting>): string[] {
  return [...settings].flatMap(([key, { value }]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && isTrue(value) ? [name] : [];
  });
}

function unknown(addon: Addon, name: string, names: readonly string[]): HarnessError {
  const meant = nearest(name, names);
  const has = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  return new HarnessError(
    "ADDON_UNKNOWN_SEARCH",
    `${addon.appId} has no saved search \`${name}\`; ${has}`,
    {
      hint:
        meant === undefined
          ? "Put it into default/savedsearches.conf or local/savedsearches.conf."
          : `Did you mean \`${meant}\`?`,
      where: { file: `${addon.tree.shownRoot}default/savedsearches.conf` },
    },
  );
}
