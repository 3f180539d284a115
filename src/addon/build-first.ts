/** Tells a UCC source tree, whose scripts and confs come into being only when it is built, from a broken add-on. */
import { HarnessError } from "../errors.ts";
import type { Addon } from "./addon.ts";
import { readJson } from "./read-json.ts";
import { folderTree } from "./tree.ts";

/** An error that says how to build, or undefined when this is no UCC source tree. */
export function buildFirst(addon: Addon): HarnessError | undefined {
  const isBuilt = addon.tree.read("appserver/static/js/build/globalConfig.json") !== undefined;
  if (isBuilt) return undefined;
  const here = addon.tree.read("globalConfig.json") !== undefined;
  const above =
    !here &&
    addon.root !== "/memory" &&
    readJson(folderTree(addon.root), "../globalConfig.json") !== undefined;
  if (!here && !above) return undefined;
  const folder = above ? `${addon.root}/..` : addon.root;
  return new HarnessError(
    "ADDON_BUILD_FIRST",
    `${addon.root} is the source of a UCC add-on: its scripts are made by a build`,
    {
      hint: `Build it first: \`cd ${folder} && ucc-gen build --source package --ta-version 0.0.1\`, then run with --app output/<add-on>.`,
      where: { file: `${folder}/globalConfig.json` },
    },
  );
}
