/**
 * Finds the name of the add-on's folder below etc/apps. Ground: app.conf.spec `[package] id` must be the folder's name once
 * installed; app.manifest repeats it; UCC puts `meta.name` of globalConfig.json there; Add-on Builder leaves
 * `<id>.aob_meta` in the add-on.
 */
import { basename, dirname } from "node:path";
import type { LayeredConf } from "../../conf/layered-conf.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import type { Addon } from "../addon.ts";
import { readJson, textAt } from "./read-json.ts";
import type { Tree } from "../tree.ts";

/** Folder names that tell a place in a repository, not the name of an add-on. */
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
  /** Set when the name is a guess. */
  readonly problem?: Problem;
}

/** @throws HarnessError ADDON_BAD_ID for a name that cannot be a folder below etc/apps. */
export function checkAppId(name: string): string {
  if (isId(name)) return name;
  throw new HarnessError("ADDON_BAD_ID", `\`${name}\` cannot be the id of an app`, {
    hint: "An app id is made of letters, digits, `_`, `-` and `.`, as the folder below etc/apps is.",
  });
}

export function readAppId(tree: Tree, app: LayeredConf, globalConfig: unknown): AppId {
  // The first source with an id counts.
  for (const [idFrom, read] of [
    ["app.conf", () => app.stanzas.get("package")?.own.get("id")?.value.trim()],
    ["app.manifest", () => textAt(readJson(tree, "app.manifest"), "info", "id", "name")],
    ["globalConfig.json", () => textAt(globalConfig, "meta", "name")],
    ["aob_meta", () => aobMeta(tree)],
  ] as const) {
    const appId = read();
    if (isId(appId)) return { appId, idFrom };
  }
  return fromFolder(tree);
}

function aobMeta(tree: Tree): string | undefined {
  const file = tree.list("").find((entry) => !entry.isFolder && entry.name.endsWith(".aob_meta"));
  return file?.name.slice(0, -".aob_meta".length);
}

/** The nearest folder that is not only a place in a repository: /home/me/TA-thing/package → TA-thing. */
function fromFolder(tree: Tree): AppId {
  let folder = tree.root;
  while (PLACES.has(basename(folder).toLowerCase()) && dirname(folder) !== folder)
    folder = dirname(folder);
  const name = basename(folder) === "" ? basename(tree.root) : basename(folder);
  // A checkout may have another name than the app that is packed from it.
  const isRepository = [".git", ".hg"].some((mark) => has(tree, mark));
  const appId = name.replace(/[^\w.-]/g, "_").replace(/^[.-]+/, "") || "app";
  if (folder === tree.root && !isRepository && appId === name) return { appId, idFrom: "folder" };
  return { appId, idFrom: "folder", problem: guessed(tree, appId, folder) };
}

function has(tree: Tree, name: string): boolean {
  return tree.list("").some((entry) => entry.name === name);
}

function guessed(tree: Tree, appId: string, folder: string): Problem {
  return {
    code: "ADDON_GUESSED_ID",
    message: `the add-on does not say its app id: \`${appId}\` is a guess from the folder ${folder}`,
    hint: "Write `id = …` below [package] in default/app.conf, or name it with --app-id.",
    where: { file: `${tree.shownRoot}default/app.conf` },
  };
}

/** A valid folder name below etc/apps. Anything else could point outside the sandbox. */
function isId(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_][\w.-]*$/.test(value) && !value.includes("..");
}
