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
  /** Actions that are switched on, by `action.<name> = 1` or the list `actions`. */
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
  const listed = (settings.get("actions")?.value ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const switched = [...settings].flatMap(([key, { value }]) => {
    const name = /^action\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && isTrue(value) ? [name] : [];
  });
  return [...new Set([...listed, ...switched])];
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
