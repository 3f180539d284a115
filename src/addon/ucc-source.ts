/**
 * The source tree of a UCC add-on. Only a build generates its scripts and .conf files.
 * Ground: UCC's «Quickstart»: globalConfig.json, with the app beside it in package/, and output/<add-on> after a build.
 */
import { dirname, join } from "node:path";
import { HarnessError } from "../errors.ts";
import type { Addon } from "./addon.ts";
import { loadAddonFromTree } from "./load-addon.ts";
import { innerTree } from "./trees/inner-tree.ts";
import { shownName } from "./tree.ts";

const APP = "package";
/** Without git tags the build needs a version. */
export const UCC_BUILD = "ucc-gen build --source package --ta-version 0.0.1";

export interface UccSource {
  /** The folder of globalConfig.json. */
  readonly folder: string;
  /** The relative path from the root of the add-on to that folder. */
  readonly up: "" | "../";
  /** What an earlier build left: `output/<add-on>`, below that folder. */
  readonly built: string | undefined;
}

/** Undefined when the add-on is built, or not made with UCC. */
export function uccSource({ tree, root }: Addon): UccSource | undefined {
  if (tree.read("appserver/static/js/build/globalConfig.json") !== undefined) return undefined;
  const up = (["", "../"] as const).find(
    (way) => tree.read(`${way}globalConfig.json`) !== undefined,
  );
  if (up === undefined) return undefined;
  const made = tree
    .list(`${up}output`)
    .find(({ name }) => tree.list(`${up}output/${name}/bin`).some((file) => !file.isFolder));
  return {
    folder: up === "" ? root : dirname(root),
    up,
    built: made === undefined ? undefined : `output/${made.name}`,
  };
}

/** Whether a build still has to generate scripts and .conf files. */
export function isUccSource(addon: Addon): boolean {
  return uccSource(addon) !== undefined;
}

/** The app inside a source tree as an add-on of its own; undefined when the add-on is that app already. */
export function appInside(addon: Addon): Addon | undefined {
  if (uccSource(addon)?.up !== "" || addon.tree.list(APP).length === 0) return undefined;
  return loadAddonFromTree(innerTree(addon.tree, APP), addon.also, addon.appId);
}

/** An error that says how to build, or undefined when there is nothing to build. */
export function buildFirst(addon: Addon): HarnessError | undefined {
  const source = uccSource(addon);
  if (source === undefined) return undefined;
  const { folder, built } = source;
  return new HarnessError(
    "ADDON_BUILD_FIRST",
    `${shownName(addon.tree)} is the source of a UCC add-on: its scripts are made by a build`,
    {
      hint:
        built === undefined
          ? `Build it first: \`cd ${folder} && ${UCC_BUILD}\`, then run with --app output/<add-on>.`
          : `It was built before: run with --app ${join(folder, built)}, and build again after each change with \`ucc-gen build\`.`,
      where: { file: `${addon.tree.shownRoot}${source.up}globalConfig.json` },
    },
  );
}
