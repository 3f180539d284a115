/**
 * What a stand-in has of .conf files beside those of the apps: fixtures, and what was written to it. A sandbox has them
 * in
 * local/, for scripts that read the files. Ground: splunkd writes to local/ what comes through its API.
 */
import type { Addon } from "../../addon/addon.ts";
import { asText, type SavedEntity } from "../model/entity.ts";
import { tabStanzas } from "../store/seeds/fixture-tabs.ts";
import type { Settings } from "../instance/settings.ts";
import type { Store } from "../store/store.ts";
import type { ConfWrite } from "../model/run-records.ts";
import type { Fixtures } from "../model/fixtures.ts";

/** For a stand-in that got no request yet. */
export function fixturesOnDisk(addon: Addon, fixtures: Fixtures): ConfWrite[] {
  const given = Object.entries(fixtures.conf ?? {}).flatMap(([conf, stanzas]) =>
    Object.entries(stanzas).map(([name, settings]) => ({ conf, name, settings })),
  );
  return [...given, ...tabStanzas(addon, fixtures)].map(({ conf, name, settings }) => ({
    conf,
    app: addon.appId,
    owner: "nobody",
    stanza: name,
    settings,
  }));
}

export function confOnDisk({
  settings: { addon, fixtures },
  store,
}: {
  readonly settings: Settings;
  readonly store: Store;
}): ConfWrite[] {
  // The stand-in may not have read these yet.
  const given = addon === undefined ? [] : fixturesOnDisk(addon, fixtures);
  for (const { conf } of given) store.bucket(`conf-${conf}`);
  return [...store.entities()].flatMap(([kind, entity]) =>
    kind.startsWith("conf-") ? written(kind.slice(5), entity) : [],
  );
}

function written(conf: string, entity: SavedEntity): ConfWrite[] {
  const { app, owner, sharing, name, content } = entity;
  const settings = Object.entries(content)
    .filter(([key]) => !key.startsWith("#"))
    .map(([key, value]) => [key, asText(value)]);
  if (settings.length === 0) return [];
  return [
    {
      conf,
      app,
      owner: sharing === "user" ? owner : "nobody",
      stanza: name,
      settings: Object.fromEntries(settings),
    },
  ];
}
