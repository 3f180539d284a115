/** What is there before anyone calls: apps, roles, users, credentials and messages, of Splunk, the add-on and the fixtures. */
import type { Addon } from "../../../addon/addon.ts";
import { addonCapabilities, addonRoles } from "./add-on-roles.ts";
import { readMeta } from "../../../addon/read/read-meta.ts";
import { confEntities } from "./conf-entities.ts";
import { DEFAULT_PASSWORD } from "../../model/fixtures.ts";
import { type Content, content, type Entity, type Sharing } from "../../model/entity.ts";
import { tabStanzas } from "./fixture-tabs.ts";
import { shippedIndexes } from "../../../events/index/index-check.ts";
import type { Instance } from "../../instance/instance.ts";
import { passwordContent, passwordName } from "../../model/password-name.ts";
import { shippedApps } from "../../model/shipped/shipped-apps.ts";
import { allCapabilities, shippedRoles } from "../../model/shipped/shipped-roles.ts";

export function* seeds(kind: string, splunkd: Instance): Generator<Entity> {
  if (kind.startsWith("conf-")) {
    yield* confEntities(kind.slice(5), splunkd);
    return;
  }
  const make = Object.hasOwn(SEEDS, kind) ? SEEDS[kind] : undefined;
  for (const seed of make?.(splunkd) ?? []) {
    yield {
      app: "system",
      owner: "nobody",
      sharing: "system",
      perms: { read: ["*"], write: ["admin"] },
      content: content(),
      updated: splunkd.startedAt,
      ...seed,
    };
  }
}

type Seed = Pick<Entity, "name"> & Partial<Entity>;

const SEEDS: Readonly<Record<string, (splunkd: Instance) => Iterable<Seed>>> = {
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

function* appSeeds(splunkd: Instance): Generator<Seed> {
  const { addon, fixtures } = splunkd.settings;
  const addons = addon === undefined ? [] : [...addon.also, addon];
  const names = new Set([...shippedApps, ...(fixtures.apps ?? [])]);
  for (const { appId } of addons) names.delete(appId);
  for (const name of names) yield { name, shipped: appContent(name, {}) };
  for (const one of addons) yield { name: one.appId, shipped: appContent(one.appId, toldOf(one)) };
}

/** What app.conf says of itself. */
export function toldOf(addon: Addon): Readonly<Record<string, string>> {
  const { stanzas } = addon.conf("app");
  const value = (stanza: string, key: string): string =>
    stanzas.get(stanza)?.own.get(key)?.value ?? "";
  return {
    author: value("launcher", "author"),
    description: value("launcher", "description"),
    label: value("ui", "label"),
    version: value("launcher", "version"),
  };
}

/** Ground: REST API Reference, apps/local: what the SDKs read of an app. */
export function appContent(name: string, given: Readonly<Record<string, string>>): Content {
  return content({
    author: given["author"] ?? "Splunk",
    check_for_updates: true,
    configured: true,
    core: false,
    description: given["description"] ?? "",
    disabled: false,
    label: given["label"] || name,
    managed_by_deployment_client: false,
    show_in_nav: true,
    state_change_requires_restart: false,
    version: given["version"] || "1.0.0",
    visible: true,
  });
}

function* roleSeeds(splunkd: Instance): Generator<Seed> {
  const brought = addonRoles(splunkd.addon);
  for (const name of new Set([...Object.keys(shippedRoles), ...brought.keys()])) {
    const { capabilities, imports, searchJobs } = shippedRoles[name] ?? NO_ROLE;
    const more = brought.get(name);
    const all = [
      ...(name === "admin" ? withApps(capabilities) : capabilities),
      ...(more?.capabilities ?? []),
    ];
    yield {
      name,
      shipped: roleContent({
        capabilities: [...new Set(all)].filter((one) => more?.withdrawn.includes(one) !== true),
        imports: [...new Set([...imports, ...(more?.imports ?? [])])],
        searchJobs,
      }),
    };
  }
  for (const role of splunkd.settings.fixtures.roles ?? []) {
    const { name, capabilities, importedRoles = [] } = role;
    yield { name, shipped: roleContent({ capabilities, imports: importedRoles, searchJobs: 3 }) };
  }
}

const NO_ROLE = { capabilities: [], imports: [], searchJobs: 3 };

/** Administrators have what Enterprise Security adds. */
function withApps(capabilities: readonly string[]): readonly string[] {
  return [...capabilities, "edit_cam_queue", "edit_notable_events"];
}

export function roleContent(role: {
  readonly capabilities: readonly string[];
  readonly imports: readonly string[];
  readonly searchJobs: number;
}): Content {
  return content({
    capabilities: [...role.capabilities].sort(),
    cumulativeRTSrchJobsQuota: 0,
    cumulativeSrchJobsQuota: 0,
    defaultApp: "",
    imported_roles: [...role.imports],
    rtSrchJobsQuota: role.searchJobs * 2,
    srchDiskQuota: 100,
    srchFilter: "",
    srchIndexesAllowed: ["*"],
    srchIndexesDefault: ["main"],
    srchJobsQuota: role.searchJobs,
    srchTimeWin: -1,
  });
}

function* userSeeds(splunkd: Instance): Generator<Seed> {
  const given = splunkd.settings.fixtures.users ?? [];
  const known = new Set(given.map(({ name }) => name.toLowerCase()));
  const { user: own, runs } = splunkd.settings;
  const wanted = new Set(["admin", ...[own, ...runs.owners()].map((name) => name.toLowerCase())]);
  for (const user of given) {
    const { name, password = DEFAULT_PASSWORD, roles, email, realname } = user;
    yield {
      name: name.toLowerCase(),
      content: userContent({ password, roles, email: email ?? null, realname: realname ?? "" }),
    };
  }
  for (const name of wanted) {
    if (known.has(name)) continue;
    // Whoever a run is for and is not described may do what a user may.
    const role = shippedRoles[name] === undefined ? (name === "admin" ? "admin" : "user") : name;
    yield { name, content: userContent({ password: DEFAULT_PASSWORD, roles: [role] }) };
  }
}

/** The password lies under a name that no view shows. */
export function userContent(user: {
  readonly password: string;
  readonly roles: readonly string[];
  readonly email?: string | null;
  readonly realname?: string;
}): Content {
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

function* passwordSeeds(splunkd: Instance): Generator<Seed> {
  const { addon, fixtures } = splunkd.settings;
  const ofTabs = tabStanzas(addon, fixtures).flatMap(({ secret }) => secret ?? []);
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

function* messageSeeds(splunkd: Instance): Generator<Seed> {
  for (const { name, value, severity = "warn" } of splunkd.settings.fixtures.messages ?? []) {
    yield { name, content: content({ "#value": value, severity }) };
  }
}

export function knownCapabilities(splunkd: Instance): readonly string[] {
  const given = splunkd.settings.fixtures.roles ?? [];
  const own = addonCapabilities(splunkd.addon);
  const all = [...allCapabilities, ...own, ...given.flatMap((role) => role.capabilities)];
  return [...new Set(all)].sort();
}

function* indexSeeds({ addon, settings }: Instance): Generator<Seed> {
  const ofAddon = addon?.conf("indexes").stanzas.keys() ?? [];
  const names = new Set([...shippedIndexes, ...ofAddon, ...(settings.fixtures.indexes ?? [])]);
  for (const name of names) {
    if (!/^(?:volume|provider):/.test(name)) yield { name, shipped: content({ disabled: false }) };
  }
}

/** Files in lookups/ of the apps. */
function* lookupSeeds({ addon }: Instance): Generator<Seed> {
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
