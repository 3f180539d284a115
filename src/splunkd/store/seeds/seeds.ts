/** What is there before anyone calls: apps, roles, users, credentials and messages, of Splunk, the add-on and the fixtures. */
import { readMeta } from "../../../addon/read/read-meta.ts";
import { appContent, toldOf } from "./app-content.ts";
import { confEntities, type ConfGround } from "./conf-entities.ts";
import { content, type Draft, type Entity, type Sharing } from "../../model/entity.ts";
import { tabStanzas } from "./fixture-tabs.ts";
import { shippedIndexes } from "../../../events/index/index-check.ts";
import { passwordContent, passwordName } from "../../model/password-name.ts";
import { shippedApps } from "../../model/shipped/shipped-apps.ts";
import { rolesBefore, roleSeeds } from "./role-seeds.ts";

export function* seeds(kind: string, ground: SeedGround): Generator<Entity> {
  if (kind.startsWith("conf-")) {
    yield* confEntities(kind.slice(5), ground);
    return;
  }
  const make = Object.hasOwn(SEEDS, kind) ? SEEDS[kind] : undefined;
  for (const seed of make?.(ground) ?? []) {
    yield {
      app: "system",
      owner: "nobody",
      sharing: "system",
      perms: { read: ["*"], write: ["admin"] },
      content: content(),
      updated: ground.startedAt,
      ...seed,
    };
  }
}

/** What all of it is made of. */
export interface SeedGround extends ConfGround {
  /** The user it was started for. */
  readonly user: string;
  /** Of users that are given none. */
  readonly password: string;
  /** Users that runs are for. */
  readonly owners: ReadonlySet<string>;
}

type Seed = Pick<Entity, "name"> & Partial<Entity>;

const SEEDS: Readonly<Record<string, (ground: SeedGround) => Iterable<Seed>>> = {
  apps: appSeeds,
  roles: roleSeeds,
  users: userSeeds,
  passwords: passwordSeeds,
  messages: messageSeeds,
  indexes: indexSeeds,
  loggers: loggerSeeds,
  "ui-views": viewSeeds,
  "lookup-files": lookupSeeds,
};

function* appSeeds({ first: addon, fixtures }: SeedGround): Generator<Seed> {
  const addons = addon === undefined ? [] : [...addon.also, addon];
  const names = new Set([...shippedApps, ...(fixtures.apps ?? [])]);
  for (const { appId } of addons) names.delete(appId);
  for (const name of names) yield { name, shipped: appContent(name, {}) };
  for (const app of addons) yield { name: app.appId, shipped: appContent(app.appId, toldOf(app)) };
}

function* userSeeds({
  fixtures,
  password: usual,
  user: runUser,
  owners,
  profile,
}: SeedGround): Generator<Seed> {
  const given = fixtures.users ?? [];
  const known = new Set(given.map(({ name }) => name.toLowerCase()));
  const wanted = new Set(["admin", ...[runUser, ...owners].map((name) => name.toLowerCase())]);
  for (const user of given) {
    const { name, password = usual, roles, email, realname } = user;
    yield {
      name: name.toLowerCase(),
      content: userContent({ password, roles, email: email ?? null, realname: realname ?? "" }),
    };
  }
  for (const name of wanted) {
    if (known.has(name)) continue;
    // Whoever a run is for and is not described may do what a user may.
    const role = rolesBefore(profile).has(name) ? name : "user";
    yield { name, content: userContent({ password: usual, roles: [role] }) };
  }
}

/** The password lies under a name that no view shows. */
export function userContent(user: {
  readonly password: string;
  readonly roles: readonly string[];
  readonly email?: string | null;
  readonly realname?: string;
}): Draft {
  return content({
    "#password": user.password,
    defaultApp: "launcher",
    defaultAppIsUserOverride: "0",
    defaultAppSourceRole: "system",
    email: user.email ?? null,
    "locked-out": false,
    password: "********",
    realname: user.realname ?? "",
    restart_background_jobs: true,
    roles: [...user.roles],
    type: "Splunk",
    tz: "",
  });
}

function* passwordSeeds({ first: addon, fixtures }: SeedGround): Generator<Seed> {
  const ofTabs = tabStanzas(addon, fixtures).flatMap(({ secrets }) => secrets);
  for (const credential of [...(fixtures.credentials ?? []), ...ofTabs]) {
    const { realm = "", username, password, owner } = credential;
    const sharing: Sharing = owner === undefined || owner === "nobody" ? "global" : "user";
    yield {
      name: passwordName(realm, username),
      app: credential.app ?? addon?.appId ?? "search",
      owner: owner ?? "nobody",
      sharing,
      perms: sharing === "user" ? null : { read: ["*"], write: ["admin", "power"] },
      content: passwordContent(realm, username, password),
    };
  }
}

function* messageSeeds({ fixtures }: SeedGround): Generator<Seed> {
  for (const { name, value, severity = "warn" } of fixtures.messages ?? []) {
    yield { name, content: content({ "#value": value, severity }) };
  }
}

function* indexSeeds({ addon, fixtures }: SeedGround): Generator<Seed> {
  const ofAddon = addon?.conf("indexes").stanzas.keys() ?? [];
  const names = new Set([...shippedIndexes, ...ofAddon, ...(fixtures.indexes ?? [])]);
  for (const name of names) {
    if (!/^(?:volume|provider):/.test(name)) yield { name, shipped: content({ disabled: false }) };
  }
}

/** Files in lookups/ of the apps. */
function* lookupSeeds({ addon }: SeedGround): Generator<Seed> {
  for (const app of addon === undefined ? [] : [...addon.also, addon]) {
    const isExported = readMeta(app.tree).of("lookups", "").isExported;
    for (const { name, isFolder } of app.tree.list("lookups")) {
      if (isFolder || name.startsWith(".")) continue;
      const sharing = isExported ? "global" : "app";
      yield { name, app: app.appId, sharing, shipped: content() };
    }
  }
}

/** Ground: channels of etc/log.cfg that an alert action's author may want to see more of. */
function* loggerSeeds(): Generator<Seed> {
  const names =
    "AdminManager AuditLogger HttpListener HttpInputDataHandler KVStoreConfigurationProvider ExecProcessor PersistentScript SavedSplunker SearchScheduler StatusMgr TailingProcessor sendmodalert".split(
      " ",
    );
  for (const name of names) yield { name, shipped: content({ level: "INFO" }) };
}

function* viewSeeds(): Generator<Seed> {
  for (const name of ["alerts", "dashboards", "reports", "search"]) {
    const data = `<view template="pages/app.html" type="html"><label>${name}</label></view>`;
    yield { name, app: "search", sharing: "global", shipped: content({ "eai:data": data }) };
  }
}
