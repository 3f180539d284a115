/**
 * The stanzas of a .conf as entities: what the add-on and those beside it have on disk, then what fixtures set.
 * Ground: REST API Reference, configs/conf-{file}; default.meta.spec for who sees them.
 */
import type { Stanza } from "../../../conf/layered-conf.ts";
import { shippedConf } from "../../../conf/shipped-confs.ts";
import type { Addon } from "../../../addon/addon.ts";
import { type AppMeta, readMeta } from "../../../addon/read/read-meta.ts";
import { isConfName } from "../../instance/conf-names.ts";
import {
  type Content,
  content,
  type Entity,
  type Perms,
  type Sharing,
} from "../../model/entity.ts";
import { tabStanzas } from "./fixture-tabs.ts";
import type { Instance } from "../../instance/instance.ts";
import { enterpriseSecurity } from "../../model/shipped/enterprise-security.ts";
import type { Fixtures } from "../../model/fixtures.ts";

const EVERYONE: Perms = { read: ["*"], write: ["admin", "power"] };

export function* confEntities(file: string, splunkd: Instance): Generator<Entity> {
  if (!isConfName(file)) return;
  const { addon, settings } = splunkd;
  const { fixtures } = settings;
  for (const [name, settings] of Object.entries(
    shippedConf(file, {
      serverName: splunkd.settings.serverName,
      managementPort: splunkd.port,
    }),
  )) {
    yield {
      name,
      // Reports are the search app's, all else the system's.
      ...(file === "savedsearches"
        ? ({ app: "search", sharing: "app" } as const)
        : ({ app: "system", sharing: "system" } as const)),
      owner: "nobody",
      perms: EVERYONE,
      content: content(),
      shipped: content(settings),
      updated: splunkd.startedAt,
    };
  }
  for (const [app, name, shipped] of enterpriseSecurity(file)) {
    const common = { owner: "nobody", sharing: "global", perms: EVERYONE } as const;
    const told = { content: content(), shipped: content(shipped), updated: splunkd.startedAt };
    yield { name, app, ...common, ...told };
  }
  if (addon !== undefined) yield* ofAddon(file, addon, splunkd.startedAt);
  const named = file === "savedsearches" ? splunkd.settings.savedSearch : undefined;
  if (named !== undefined && addon?.conf(file).stanzas.has(named.name) !== true) {
    yield {
      name: named.name,
      app: named.app,
      owner: "nobody",
      sharing: "global",
      perms: EVERYONE,
      content: content({ search: named.search }),
      updated: splunkd.startedAt,
    };
  }
  const ofTabs = tabStanzas(addon, fixtures)
    .filter(({ conf }) => conf === file)
    .map(({ name, settings }) => [name, settings] as const);
  const collections = file === "collections" ? collectionStanzas(fixtures) : [];
  const given = Object.entries(givenConf(file, fixtures));
  for (const [name, settings] of [...collections, ...given, ...ofTabs]) {
    const app = addon?.appId ?? "search";
    yield {
      name,
      app,
      owner: "nobody",
      sharing: "global",
      perms: EVERYONE,
      content: content(settings),
      ...shippedOf(addon, file, name),
      updated: splunkd.startedAt,
    };
  }
}

function givenConf(file: string, { conf = {} }: Fixtures): NonNullable<Fixtures["conf"]>[string] {
  return Object.hasOwn(conf, file) ? (conf[file] ?? {}) : {};
}

function shippedOf(addon: Addon | undefined, file: string, name: string): { shipped?: Content } {
  const stanza = addon?.conf(file).stanzas.get(name);
  if (stanza === undefined) return {};
  return {
    shipped: content([...stanza.settings.values()].map(({ key, value }) => [key, value] as const)),
  };
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
      shipped: content(
        [...stanza.settings.values()].map(({ key, value }) => [key, value] as const),
      ),
      updated,
    };
  };
  for (const stanza of addon.conf(file).stanzas.values()) {
    const owner = stanza.headers[0]?.layer.app;
    if (owner !== undefined && owner !== "system") yield entityOf(stanza, owner);
    // Another app may have a stanza of the same name, with settings of its own.
    for (const other of new Set(stanza.headers.slice(1).map(({ layer }) => layer.app))) {
      const own =
        other === owner ? undefined : apps.get(other)?.conf(file).stanzas.get(stanza.name);
      if (own !== undefined) yield entityOf(own, other);
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
