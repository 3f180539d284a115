/** An add-on folder as one value. A .conf is read when it is first asked for, and only once. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { LayeredConf } from "../conf/layered-conf.ts";
import { type ConfSource, layerConf } from "../conf/layer-conf.ts";
import { parseConf } from "../conf/parse-conf.ts";
import { systemDefaults } from "../conf/system-defaults.ts";
import { HarnessError, type Problem } from "../errors.ts";
import type { Addon, AlertAction, Eventtype, Macro } from "./addon.ts";
import { namedAddonRoot } from "./find-addon-root.ts";
import { readActions } from "./read/read-actions.ts";
import { type AppId, checkAppId, readAppId } from "./read/read-app-id.ts";
import { readEventtypes } from "./read/read-eventtypes.ts";
import { readJson } from "./read/read-json.ts";
import { readMacros } from "./read/read-macros.ts";
import { type AppMeta, readMeta } from "./read/read-meta.ts";
import { laidOverTree } from "./laid-over-tree.ts";
import { folderTree, type Tree } from "./tree.ts";

export interface LoadOptions {
  /** Folders of add-ons beside it. */
  readonly also?: readonly string[] | undefined;
  /** Folder name below etc/apps, whatever the add-on itself says. */
  readonly appId?: string | undefined;
  /** The package that the folder was unpacked from, as `my-addon.spl`: messages name its files as `my-addon.spl:bin/x.py`. */
  readonly unpackedFrom?: string | undefined;
  /** Files laid over those of the folder, by path below it. */
  readonly files?: ReadonlyMap<string, string> | undefined;
}

export function loadAddon(root: string, options: LoadOptions = {}): Addon {
  const folder = resolve(root);
  if (!isFolder(folder)) {
    throw new HarnessError("ADDON_NOT_FOUND", `there is no folder ${folder}`, {
      hint: "Name the folder that holds default/alert_actions.conf.",
      where: { file: folder },
    });
  }
  const also = (options.also ?? []).map((path) => loadAddon(namedAddonRoot(path)));
  const { files, unpackedFrom } = options;
  const tree = folderTree(folder, unpackedFrom === undefined ? undefined : `${unpackedFrom}:`);
  return loadAddonFromTree(
    files === undefined ? tree : laidOverTree(tree, files),
    also,
    options.appId,
  );
}

export function loadAddonFromTree(tree: Tree, also: readonly Addon[] = [], asked?: string): Addon {
  const globalConfig =
    readJson(tree, "appserver/static/js/build/globalConfig.json") ??
    readJson(tree, "globalConfig.json") ??
    readJson(tree, "../globalConfig.json");
  const { appId, idFrom, problem }: AppId =
    asked === undefined
      ? readAppId(tree, layerConf("app", ownSources(tree, "", "app")), globalConfig)
      : { appId: checkAppId(asked), idFrom: "asked" };
  const confs = new Map<string, LayeredConf>();
  let meta: AppMeta | undefined;
  const addon: Addon = {
    appId,
    idFrom,
    get version() {
      return addon.conf("app").stanzas.get("launcher")?.own.get("version")?.value;
    },
    root: tree.root,
    tree,
    also,
    conf(name) {
      const known = confs.get(name);
      if (known !== undefined) return known;
      const made = layerConf(name, sources(addon, name));
      confs.set(name, made);
      return made;
    },
    access(conf, stanza) {
      meta ??= readMeta(tree);
      return meta.of(conf, stanza);
    },
    get confNames() {
      return confNames([addon, ...also]);
    },
    get actions() {
      return once("actions", () => readActions(addon));
    },
    get eventtypes() {
      return once("eventtypes", () => readEventtypes(addon));
    },
    get macros() {
      return once("macros", () => readMacros(addon));
    },
    globalConfig,
    get problems() {
      const found = [...confs.values()].flatMap((conf): readonly Problem[] => conf.problems);
      return problem === undefined ? found : [problem, ...found];
    },
  };
  const memo = new Map<string, readonly (AlertAction | Eventtype | Macro)[]>();
  function once<T extends AlertAction | Eventtype | Macro>(
    key: string,
    make: () => readonly T[],
  ): readonly T[] {
    const known = memo.get(key) as readonly T[] | undefined;
    if (known !== undefined) return known;
    const made = make();
    memo.set(key, made);
    return made;
  }
  return addon;
}

/**
 * Lowest first, as in the context of the add-on itself: system, then the others' default and local, then its own.
 * Ground: «Configuration file precedence» in Splunk's admin manual, app and user context.
 */
function sources(addon: Addon, name: string): ConfSource[] {
  const shipped = Object.hasOwn(systemDefaults, name) ? systemDefaults[name] : undefined;
  const system: ConfSource[] =
    shipped === undefined
      ? []
      : [
          {
            layer: { app: "system", scope: "default" },
            conf: parseConf(shipped, `system/default/${name}.conf`),
          },
        ];
  return [
    ...system,
    ...addon.also.flatMap((other) => ownSources(other.tree, other.appId, name)),
    ...ownSources(addon.tree, addon.appId, name),
  ];
}

function ownSources(tree: Tree, app: string, name: string): ConfSource[] {
  return (["default", "local"] as const).flatMap((scope) => {
    const path = `${scope}/${name}.conf`;
    const bytes = readBytes(tree, path);
    return bytes === undefined
      ? []
      : [{ layer: { app, scope }, conf: parseConf(bytes, `${tree.shownRoot}${path}`) }];
  });
}

function readBytes(tree: Tree, path: string): Buffer | undefined {
  try {
    return tree.read(path);
  } catch (cause) {
    throw new HarnessError("CONF_UNREADABLE", `cannot read ${path}: ${(cause as Error).message}`, {
      hint: "See that you may read the file.",
      where: { file: `${tree.shownRoot}${path}` },
      cause,
    });
  }
}

function confNames(addons: readonly Addon[]): string[] {
  const names = new Set<string>();
  for (const { tree } of addons) {
    for (const entry of [...tree.list("default"), ...tree.list("local")]) {
      if (!entry.isFolder && entry.name.endsWith(".conf"))
        names.add(entry.name.slice(0, -".conf".length));
    }
  }
  return [...names].sort();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
