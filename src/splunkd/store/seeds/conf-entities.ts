/**
 * The stanzas of a .conf as entities: what the add-on and those beside it have on disk, then what fixtures set.
 * Ground: REST API Reference, configs/conf-{file}; default.meta.spec for who sees them.
 */
import type { SplunkProfile } from "../../../platforms/splunk-profile.ts";
import type { Stanza } from "../../../conf/layered-conf.ts";
import { shippedConf } from "../../../conf/shipped-confs.ts";
import type { Addon } from "../../../addon/addon.ts";
import { type AppMeta, readMeta } from "../../../addon/read/read-meta.ts";
import { isConfName } from "../../model/resource-path.ts";
import {
  type Content,
  content,
  type Entity,
  type Perms,
  type Sharing,
} from "../../model/entity.ts";
import { tabStanzas } from "./fixture-tabs.ts";
import { enterpriseSecurity } from "../../model/shipped/enterprise-security.ts";
import type { Fixtures } from "../../model/fixtures.ts";

const EVERYONE: Perms = { read: ["*"], write: ["admin", "power"] };

/** What the stanzas are made of. */
export interface ConfGround {
  /** The add-on it was started with. */
  readonly first: Addon | undefined;
  /** What is switched on of it now, and what was installed since. */
  readonly addon: Addon | undefined;
  readonly fixtures: Fixtures;
  /** The saved search that is said to have triggered, where no app has it. */
  readonly savedSearch:
    | { readonly name: string; readonly app: string; readonly search: string }
    | undefined;
  readonly serverName: string;
  readonly port: number;
  /** Of the HTTP Event Collector; undefined where there is none. */
  readonly hecPort: number | undefined;
  readonly profile: SplunkProfile;
  readonly startedAt: number;
}

export function* confEntities(file: string, ground: ConfGround): Generator<Entity> {
  if (!isConfName(file)) return;
  const { addon, startedAt: updated } = ground;
  yield* ofSplunk(file, ground);
  for (const [app, name, shipped] of enterpriseSecurity(file))
    yield { name, app, ...OPEN, content: content(), shipped: content(shipped), updated };
  if (addon !== undefined) yield* ofAddon(file, addon, updated);
  yield* ofFixtures(file, ground);
}

const OPEN = { owner: "nobody", sharing: "global", perms: EVERYONE } as const;

/** Reports and data models are the search app's, all else the system's. */
const PLACES: ReadonlyMap<string, Pick<Entity, "app" | "sharing">> = new Map([
  ["datamodels", { app: "search", sharing: "global" }],
  ["savedsearches", { app: "search", sharing: "app" }],
]);

function* ofSplunk(file: string, ground: ConfGround): Generator<Entity> {
  const { serverName, port: managementPort, hecPort, profile, startedAt: updated } = ground;
  const place = PLACES.get(file) ?? ({ app: "system", sharing: "system" } as const);
  const stanzas = Object.entries(
    shippedConf(file, { serverName, managementPort, hecPort, profile }),
  );
  for (const [name, settings] of stanzas) {
    const shipped = content(settings);
    yield {
      name,
      ...place,
      owner: "nobody",
      perms: EVERYONE,
      content: content(),
      shipped,
      updated,
    };
  }
}

function* ofFixtures(file: string, ground: ConfGround): Generator<Entity> {
  const { addon, fixtures, savedSearch, startedAt: updated } = ground;
  const named = file === "savedsearches" ? savedSearch : undefined;
  if (named !== undefined && addon?.conf(file).stanzas.has(named.name) !== true) {
    const { name, app, search } = named;
    yield { name, app, ...OPEN, content: content({ search }), updated };
  }
  const ofTabs = tabStanzas(addon, fixtures)
    .filter(({ conf }) => conf === file)
    .map(({ name, settings }) => [name, settings] as const);
  const collections = file === "collections" ? collectionStanzas(fixtures) : [];
  const given = Object.entries(givenConf(file, fixtures));
  const app = addon?.appId ?? "search";
  for (const [name, settings] of [...collections, ...given, ...ofTabs]) {
    const shipped = shippedOf(addon, file, name);
    yield { name, app, ...OPEN, content: content(settings), ...shipped, updated };
  }
}

function givenConf(file: string, { conf = {} }: Fixtures): NonNullable<Fixtures["conf"]>[string] {
  return Object.hasOwn(conf, file) ? (conf[file] ?? {}) : {};
}

function shippedOf(addon: Addon | undefined, file: string, name: string): { shipped?: Content } {
  const stanza = addon?.conf(file).stanzas.get(name);
  if (stanza === undefined) return {};
  return {
    shipped: settingsOf(stanza),
  };
}

function settingsOf({ settings }: Stanza): Content {
  const made = content();
  for (const [key, { value }] of settings) made[key] = value;
  return made;
}

function* ofAddon(file: string, addon: Addon, updated: number): Generator<Entity> {
  const metas = new Map<string, AppMeta>();
  const apps = new Map([...addon.also, addon].map((app) => [app.appId, app]));
  const metaOf = (app: string): AppMeta | undefined => {
    const tree = apps.get(app)?.tree;
    const known = metas.get(app);
    if (known !== undefined || tree === undefined) return known;
    const made = readMeta(tree);
    metas.set(app, made);
    return made;
  };
  const entityOf = (stanza: Stanza, owner: string): Entity => {
    const meta = metaOf(owner)?.of(file, stanza.name);
    const sharing: Sharing = meta?.isExported === true ? "global" : "app";
    return {
      name: stanza.name,
      app: owner,
      owner: meta?.owner ?? "nobody",
      sharing,
      perms: { read: meta?.read ?? EVERYONE.read, write: meta?.write ?? EVERYONE.write },
      content: content(),
      shipped: settingsOf(stanza),
      updated,
    };
  };
  for (const stanza of addon.conf(file).stanzas.values()) {
    const owner = stanza.headers[0]?.layer.app;
    if (owner !== undefined && owner !== "system") yield entityOf(stanza, owner);
    // Another app may have a stanza of the same name, with settings of its own.
    for (const other of new Set(stanza.headers.slice(1).map(({ layer }) => layer.app))) {
      const stanzaOfOther =
        other === owner ? undefined : apps.get(other)?.conf(file).stanzas.get(stanza.name);
      if (stanzaOfOther !== undefined) yield entityOf(stanzaOfOther, other);
    }
  }
}

/** Rows without a collection in collections.conf bring one along. */
function collectionStanzas(fixtures: Fixtures): [string, Readonly<Record<string, string>>][] {
  return Object.keys(fixtures.collections ?? {}).map((name) => [
    name.slice(name.indexOf("/") + 1),
    {},
  ]);
}
