/** Tells a UCC source tree, whose scripts and confs come into being only when it is built, from a broken add-on. */
import { dirname, join } from "node:path";
import { HarnessError } from "../errors.ts";
import type { Addon } from "./addon.ts";
import { readJson } from "./read/read-json.ts";
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
  const folder = above ? dirname(addon.root) : addon.root;
  const built = builtFolder(folder);
  return new HarnessError(
    "ADDON_BUILD_FIRST",
    `${addon.root} is the source of a UCC add-on: its scripts are made by a build`,
    {
      hint:
        built === undefined
          ? `Build it first: \`cd ${folder} && ucc-gen build --source package --ta-version 0.0.1\`, then run with --app output/<add-on>.`
          : `It was built before: run with --app ${built}, and build again after each change with \`ucc-gen build\`.`,
      where: { file: `${folder}/globalConfig.json` },
    },
  );
}

/** What `ucc-gen build` left here: output/<add-on>. */
function builtFolder(folder: string): string | undefined {
  if (folder === "/memory") return undefined;
  const tree = folderTree(folder);
  const found = tree
    .list("output")
    .find((entry) => tree.list(`output/${entry.name}/bin`).some((file) => !file.isFolder));
  return found === undefined ? undefined : join(folder, "output", found.name);
}
