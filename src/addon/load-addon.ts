/** Reads an add-on folder as one value. It reads a .conf file when it is first needed, and only once. */
import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { type LayeredConf, SCOPES } from "../conf/layered-conf.ts";
import { type ConfSource, layerConf } from "../conf/layer-conf.ts";
import { parseConf } from "../conf/parse-conf.ts";
import { systemDefaults } from "../conf/system-defaults.ts";
import { HarnessError, type Problem } from "../errors.ts";
import { lazy } from "../host/lazy.ts";
import type { Addon } from "./addon.ts";
import { namedAddonRoot } from "./find-addon-root.ts";
import { readActions } from "./read/read-actions.ts";
import { type AppId, checkAppId, readAppId } from "./read/read-app-id.ts";
import { disabledProblem, disablingSetting } from "./read/read-disabled.ts";
import { readEventtypes } from "./read/read-eventtypes.ts";
import { readJson } from "./read/read-json.ts";
import { readMacros } from "./read/read-macros.ts";
import { sharedStanzas } from "./visibility/shared-stanzas.ts";
import { readMeta } from "./read/read-meta.ts";
import { laidOverTree } from "./trees/laid-over-tree.ts";
import { folderTree } from "./trees/folder-tree.ts";
import type { Tree } from "./tree.ts";

export interface LoadOptions {
  /** Folders of add-ons beside it. */
  readonly also?: readonly string[] | undefined;
  /** Folder name below etc/apps, overriding what the add-on declares. */
  readonly appId?: string | undefined;
  /**
   * The package that the folder was unpacked from, as `my-addon.spl`: messages name its files as
   * `my-addon.spl:bin/x.py`.
   */
  readonly unpackedFrom?: string | undefined;
  /** Links may lead anywhere. By default only within the add-on, or within its git checkout. */
  readonly followLinks?: boolean | undefined;
  /** Files laid over those of the folder, by path below it. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** Reads an app too that app.conf disables, as for a check of its files. */
  readonly evenIfDisabled?: boolean | undefined;
}

export function loadAddon(root: string, options: LoadOptions = {}): Addon {
  const folder = resolve(root);
  if (!isFolder(folder)) {
    throw new HarnessError("ADDON_NOT_FOUND", `there is no folder ${folder}`, {
      hint: "Name the folder that holds default/alert_actions.conf.",
      where: { file: folder },
    });
  }
  const { files, unpackedFrom, followLinks, evenIfDisabled } = options;
  const also = (options.also ?? []).map((path) => loadAddon(namedAddonRoot(path), { followLinks }));
  const shownRoot = unpackedFrom === undefined ? undefined : `${unpackedFrom}:`;
  const tree = folderTree(folder, { shownRoot, followLinks });
  return loadAddonFromTree(
    files === undefined ? tree : laidOverTree(tree, files),
    also,
    options.appId,
    { evenIfDisabled },
  );
}

/** How the .conf files of an add-on, and of those beside it, are read. */
export interface ReadWish {
  readonly evenIfDisabled?: boolean | undefined;
  /** Reads also what apps beside it do not export, for who asks on behalf of each of them. */
  readonly sharesAll?: boolean | undefined;
}

interface View {
  readonly isRead: boolean;
  readonly sharesAll: boolean;
}

export function loadAddonFromTree(
  tree: Tree,
  also: readonly Addon[] = [],
  asked?: string,
  { evenIfDisabled = false, sharesAll = false }: ReadWish = {},
): Addon {
  const globalConfig = readGlobalConfig(tree);
  const appConf = layerConf("app", ownSources(tree, "", "app"));
  const id = asked === undefined ? readAppId(tree, appConf, globalConfig) : askedId(asked);
  const disabledBy = disablingSetting(appConf);
  const isRead = disabledBy === undefined || evenIfDisabled;
  const confs = new Map<string, LayeredConf>();
  const meta = lazy(() => readMeta(tree));
  const actions = lazy(() => readActions(addon));
  const eventtypes = lazy(() => readEventtypes(addon));
  const macros = lazy(() => readMacros(addon));
  const addon: Addon = {
    appId: id.appId,
    idFrom: id.idFrom,
    get version() {
      return addon.conf("app").stanzas.get("launcher")?.own.get("version")?.value;
    },
    root: tree.root,
    tree,
    also,
    disabledBy,
    conf(name) {
      const known = confs.get(name) ?? layerConf(name, sources(addon, name, { isRead, sharesAll }));
      confs.set(name, known);
      return known;
    },
    access: (conf, stanza) => meta().of(conf, stanza),
    get confNames() {
      return confNames([addon, ...also]);
    },
    get actions() {
      return actions();
    },
    get eventtypes() {
      return eventtypes();
    },
    get macros() {
      return macros();
    },
    globalConfig,
    get problems() {
      const ofConfs = [...confs.values()].flatMap((conf): readonly Problem[] => conf.problems);
      const disabled = [addon, ...also].flatMap(disabledProblem);
      return [...(id.problem === undefined ? [] : [id.problem]), ...disabled, ...ofConfs];
    },
  };
  return addon;
}

/** In a built add-on, at the root of a repository, and beside package/ of a source tree. */
function readGlobalConfig(tree: Tree): unknown {
  return (
    readJson(tree, "appserver/static/js/build/globalConfig.json") ??
    readJson(tree, "globalConfig.json") ??
    readJson(tree, "../globalConfig.json")
  );
}

function askedId(name: string): AppId {
  return { appId: checkAppId(name), idFrom: "asked" };
}

/** Files that Splunk reads for the whole server, whatever app a search runs in. */
const GLOBAL: ReadonlySet<string> = new Set([
  "indexes",
  "inputs",
  "limits",
  "outputs",
  "server",
  "web",
]);

/**
 * Lowest layer first. Ground: «Configuration file precedence» in Splunk's admin manual. In the context of an app, which
 * is that of the add-on here: system, then default and local of each other app, then its own. Other apps are in the order
 * of their names, and of these the last one counts most. In the global context: system, then default of all apps, then
 * local of all apps, and the app whose name is first counts most.
 */
function sources(addon: Addon, name: string, view: View): ConfSource[] {
  const shipped = Object.hasOwn(systemDefaults, name) ? systemDefaults[name] : undefined;
  return [
    ...(shipped === undefined ? [] : [systemSource(name, shipped)]),
    ...(GLOBAL.has(name) ? globalSources(addon, name, view) : appSources(addon, name, view)),
  ];
}

function globalSources(addon: Addon, name: string, { isRead }: View): ConfSource[] {
  const apps = [...enabledOf(addon.also), ...(isRead ? [addon] : [])].sort(byName).reverse();
  const all = apps.flatMap(({ tree, appId }) => ownSources(tree, appId, name));
  return SCOPES.flatMap((scope) => all.filter(({ layer }) => layer.scope === scope));
}

function appSources(addon: Addon, name: string, { isRead, sharesAll }: View): ConfSource[] {
  const others = [...enabledOf(addon.also)].sort(byName).flatMap((other) =>
    ownSources(other.tree, other.appId, name).map(({ layer, conf }) => ({
      layer,
      conf: sharesAll ? conf : sharedStanzas(other, name, conf),
    })),
  );
  return [
    ...others,
    ...(isRead || name === "app" ? ownSources(addon.tree, addon.appId, name) : []),
  ];
}

function enabledOf(apps: readonly Addon[]): readonly Addon[] {
  return apps.filter(({ disabledBy }) => disabledBy === undefined);
}

/** In the order of ASCII. */
function byName(one: Addon, other: Addon): number {
  return one.appId < other.appId ? -1 : Number(one.appId > other.appId);
}

function systemSource(name: string, text: string): ConfSource {
  return {
    layer: { app: "system", scope: "default" },
    conf: parseConf(text, `system/default/${name}.conf`),
  };
}

function ownSources(tree: Tree, app: string, name: string): ConfSource[] {
  return SCOPES.flatMap((scope) => {
    const path = `${scope}/${name}.conf`;
    const file = `${tree.shownRoot}${path}`;
    const bytes = tree.read(path);
    if (bytes !== undefined) return [{ layer: { app, scope }, conf: parseConf(bytes, file) }];
    const fault = tree.fault(path);
    if (fault === undefined) return [];
    return [
      { layer: { app, scope }, conf: { file, stanzas: [], problems: [unread(file, fault)] } },
    ];
  });
}

function unread(file: string, fault: string): Problem {
  return {
    code: "CONF_UNREADABLE",
    message: `${basename(file)} is not read: it ${fault}`,
    hint: "Put a regular file that you may read in its place.",
    where: { file },
  };
}

function confNames(addons: readonly Addon[]): string[] {
  const names = new Set<string>();
  for (const { tree } of addons) {
    for (const entry of SCOPES.flatMap((scope) => tree.list(scope))) {
      if (!entry.isFolder && entry.name.endsWith(".conf"))
        names.add(entry.name.slice(0, -".conf".length));
    }
  }
  return [...names].sort();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
