/**
 * What a search of the stand-in looks in: events that were posted to it, and its own log as `_internal`; lookups of the
 * add-on, those in the KV store among them.
 */
import { createEvents } from "./stand-in-events.ts";
import { emptyAddon } from "./empty-addon.ts";
import { askRest } from "./rest-rows.ts";
import { kvLookup } from "./kv-lookup.ts";
import { keptBySearches } from "../saved/saved-rows.ts";
import { fileLookup } from "./file-lookup.ts";
import { sendRows } from "./send-rows.ts";
import { splWorld } from "../../../invocation/search/spl-world.ts";
import type { Row } from "../../../invocation/invocation.ts";
import type { SplWorld } from "../../../search/spl/stage/stage.ts";
import type { Macro } from "../../../addon/addon.ts";
import type { Store } from "../../store/store.ts";
import type { Asker } from "../asker.ts";
import type { SearchSources, SearchTimes } from "./search-sources.ts";
import { asBoolean, asText, effective } from "../../model/entity.ts";

/** `rows`: those of a job, for a search over its results; else the events there are. */
export function searchWorld(
  sources: SearchSources,
  asker: Asker,
  times: SearchTimes,
  rows?: readonly Row[],
): SplWorld {
  const { apps, settings, store } = sources;
  const world = splWorld(apps.addon ?? emptyAddon(), { ...times, serverHost: settings.serverName });
  return {
    ...world,
    sendalert: sendRows(settings.startAction, asker, times),
    macros: macrosOf(store),
    indexes: () => [...store.bucket("indexes").all()].map(({ name }) => name),
    rest: askRest(sources, asker.user, asker.sessionKey),
    events: async function* events() {
      if (rows === undefined) yield* createEvents(sources, times);
      else yield rows.map((row) => ({ raw: asText([row["_raw"] ?? ""].flat()[0]), fields: row }));
    },
    ...keptBySearches(sources, asker),
    lookup: (name) =>
      kvLookup(name, asker, store) ??
      fileLookup(name, asker, store, sources.writtenLookups) ??
      world.lookup?.(name),
  };
}

/** Those of the add-on, and those made through the API. */
function macrosOf(store: Store): Macro[] {
  const made = new Map<string, Macro>();
  for (const entity of store.bucket("conf-macros").all()) {
    const settings = effective(entity);
    const text = (key: string): string => asText(settings[key]);
    const args = text("args")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    made.set(entity.name, {
      name: entity.name.replace(/\(\d+\)$/, ""),
      args,
      definition: text("definition"),
      iseval: asBoolean(settings["iseval"]),
      where: { file: "macros.conf", stanza: entity.name },
      ...(text("validation") === ""
        ? {}
        : { validation: text("validation"), errormsg: text("errormsg") }),
    });
  }
  return [...made.values()];
}
