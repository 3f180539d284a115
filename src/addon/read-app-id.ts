/**
 * Under which name the add-on lies in etc/apps. Ground: app.conf.spec `[package] id` must be the folder's name once
 * installed; app.manifest repeats it; UCC puts `meta.name` of globalConfig.json there.
 */
import { basename, dirname } from "node:path";
import type { LayeredConf } from "../conf/layered-conf.ts";
import type { Addon } from "./addon.ts";
import { readJson } from "./read-json.ts";
import type { Tree } from "./tree.ts";

/** Folder names that say where an add-on lies in a repository, not what it is called. */
const PLACES = new Set([
  "package",
  "src",
  "app",
  "apps",
  "output",
  "dist",
  "build",
  "addon",
  "add-on",
  "splunk",
  "ta",
]);

export interface AppId {
  readonly appId: string;
  readonly idFrom: Addon["idFrom"];
}

export function readAppId(tree: Tree, app: LayeredConf, globalConfig: unknown): AppId {
  const fromConf = app.stanzas.get("package")?.own.get("id")?.value.trim();
  if (isId(fromConf)) return { appId: fromConf, idFrom: "app.conf" };
  const manifest = readJson(tree, "app.manifest") as
    | { info?: { id?: { name?: unknown } } }
    | undefined;
  const fromManifest = manifest?.info?.id?.name;
  if (isId(fromManifest)) return { appId: fromManifest, idFrom: "app.manifest" };
  const fromUcc = (globalConfig as { meta?: { name?: unknown } } | undefined)?.meta?.name;
  if (isId(fromUcc)) return { appId: fromUcc, idFrom: "globalConfig.json" };
  return { appId: folderName(tree.root), idFrom: "folder" };
}

/** The nearest folder name that is no mere place: /home/me/TA-thing/package → TA-thing. */
function folderName(root: string): string {
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    const name = basename(folder);
    if (!PLACES.has(name.toLowerCase()) && isId(name)) return name;
  }
  return basename(root);
}

/** What may be a folder below etc/apps; anything else would lead out of the sandbox. */
function isId(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_][\w.-]*$/.test(value) && !value.includes("..");
}
