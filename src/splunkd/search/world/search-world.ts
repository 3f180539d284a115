/**
 * What a search of the stand-in looks in: events that were posted to it, and its own log as `_internal`; lookups of the
 * add-on, those in the KV store among them.
 */
import { type AppView, createEvents, matcherOf } from "./stand-in-events.ts";
import { emptyAddon } from "./empty-addon.ts";
import { askRest } from "./rest-rows.ts";
import { kvLookup } from "./kv-lookup.ts";
import { keptBySearches } from "../saved/saved-rows.ts";
import { fileLookup } from "./file-lookup.ts";
import { sendRows } from "./send-rows.ts";
import { splWorld } from "../../../invocation/search/spl-world.ts";
import type { Row } from "../../../invocation/invocation.ts";
import type { SplWorld } from "../../../search/spl/stage/stage.ts";
import type { Addon, Macro } from "../../../addon/addon.ts";
import type { Store } from "../../store/store.ts";
import type { Asker } from "../asker.ts";
import type { SearchSources, SearchTimes } from "./search-sources.ts";
import { visible } from "../../instance/access.ts";
import { listOf, type User } from "../../instance/users.ts";
import { asBoolean, asText, effective } from "../../model/entity.ts";

/** `rows`: those of a job, for a search over its results; else the events there are. */
export function searchWorld(
  sources: SearchSources,
  asker: Asker,
  times: SearchTimes,
  rows?: readonly Row[],
): SplWorld {
  const { apps, settings, store } = sources;
  const addon = apps.seenFrom(asker.namespace.app) ?? emptyAddon();
  const world = splWorld(addon, {
    ...times,
    serverHost: settings.serverName,
    splunkVersion: settings.profile.version,
  });
  const lookup: AppView["lookup"] = (name) =>
    kvLookup(name, asker, store) ??
    fileLookup(name, asker, store, sources.writtenLookups) ??
    world.lookup?.(name);
  return {
    ...world,
    sendalert: sendRows(sources, asker, times),
    commands: commandsOf(addon, sources, asker, times),
    macros: macrosOf(store, asker, addon.appId),
    indexes: () => [...store.bucket("indexes").all()].map(({ name }) => name),
    rest: askRest(sources, asker.user, asker.sessionKey),
    events: async function* events() {
      if (rows === undefined) yield* createEvents(sources, times, { addon, lookup });
      else yield rows.map((row) => ({ raw: asText([row["_raw"] ?? ""].flat()[0]), fields: row }));
    },
    defaultIndexes:
      rows === undefined
        ? {
            names: defaultIndexesOf(asker.user, store),
            eventtypeSearches: (node) => matcherOf(sources, addon)?.searchesOf(node) ?? [],
          }
        : undefined,
    ...keptBySearches(sources, asker),
    lookup,
  };
}

/** undefined where nobody starts the programs of an add-on. */
function commandsOf(
  addon: Addon,
  { settings, sessions }: SearchSources,
  { user, namespace, sessionKey }: Asker,
  times: SearchTimes,
): SplWorld["commands"] {
  const { search = "", maxTimeMs, ...others } = times;
  const [run] = sessionKey === undefined ? [] : settings.runs.of({ authorization: sessionKey });
  const commandsFor = run?.searchCommands ?? settings.searchCommands;
  return commandsFor?.(
    addon,
    {
      ...others,
      search,
      app: namespace.app === "-" ? "search" : namespace.app,
      owner: user.name,
      sessionKey: () => sessionKey ?? sessions.open(user.name),
    },
    { maxTimeMs },
  );
}

/** Ground: authorize.conf.spec, srchIndexesDefault: a user has those of all roles, inherited ones included. */
function defaultIndexesOf({ allRoles }: User, store: Store): string[] {
  const names = allRoles.flatMap((role) =>
    store
      .bucket("roles")
      .named(role)
      .flatMap((entity) => listOf(entity, "srchIndexesDefault")),
  );
  // Guess: who has no role at all, as Splunk's own user, looks where any user looks.
  return allRoles.length === 0 ? ["main"] : [...new Set(names)];
}

/** Those that the app of the search sees, of files and made through the API; its own come last, and win. */
function macrosOf(store: Store, asker: Asker, app: string): Macro[] {
  const made = new Map<string, Macro>();
  const bucket = store.bucket("conf-macros");
  const ofAddon = { ...asker, namespace: { ...asker.namespace, app } };
  for (const entity of [...visible(bucket, ofAddon), ...visible(bucket, asker)]) {
    const settings = effective(entity);
    const text = (key: string): string => asText(settings[key]);
    const args = text("args")
      .split(",")
      .map((field) => field.trim())
      .filter((field) => field !== "");
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
