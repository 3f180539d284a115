/** Which add-on a scenario file is about, and which lie beside it. What is missing is reported before anything runs. */
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findAddonRoot, namedAddonRoot } from "../../addon/find-addon-root.ts";
import { HarnessError, type Problem, toProblem, type Where } from "../../errors.ts";
import { missingPath } from "./missing-path.ts";
import type { AddonPlace, ScenarioSource, ScenarioText } from "./scenario.ts";

export function findAddon(
  text: ScenarioText,
  source: Pick<ScenarioSource, "path" | "addon">,
  where: (path: string) => Where,
  problems: Problem[],
): AddonPlace {
  const folder = dirname(source.path);
  const also = (text.also ?? []).map((path) => resolve(folder, path));
  for (const [place, path] of also.entries()) {
    if (!isFolder(path)) problems.push(missingPath("folder", path, where(`also[${place}]`)));
  }
  const asked = source.addon ?? text.addon;
  const named = asked === undefined ? undefined : resolve(folder, asked);
  if (named !== undefined && !isFolder(named)) {
    problems.push(missingPath("folder", named, where("addon")));
    return { root: named, also, appId: text.appId };
  }
  try {
    const root = named === undefined ? findAddonRoot(folder) : namedAddonRoot(named);
    return { root, also, appId: text.appId };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    problems.push({
      ...toProblem(error),
      hint: "Write `addon: path/to/the/add-on`, relative to this file.",
      where: where("addon"),
    });
    return { root: folder, also, appId: text.appId };
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
