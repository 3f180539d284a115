/** What a scenario file names on disk: the add-on, files of rows. What is missing is reported before anything runs. */
import { existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, normalize, resolve } from "node:path";
import { findAddonRoot, namedAddonRoot } from "../../addon/find-addon-root.ts";
import { HarnessError, type Problem, toProblem, type Where } from "../../errors.ts";
import { checkLine } from "../given/check-line.ts";
import { readNow } from "../given/read-now.ts";
import type { AddonPlace, Given, ScenarioText } from "./scenario.ts";

export function findAddon(
  text: ScenarioText,
  source: { readonly path: string; readonly file: string },
  where: (path: string) => Where,
  problems: Problem[],
): AddonPlace {
  const folder = dirname(source.path);
  const also = (text.also ?? []).map((path) => resolve(folder, path));
  for (const [place, path] of also.entries()) {
    if (!isFolder(path)) problems.push(missing("folder", path, where(`also[${place}]`)));
  }
  const named = text.addon === undefined ? undefined : resolve(folder, text.addon);
  if (named !== undefined && !isFolder(named)) {
    problems.push(missing("folder", named, where("addon")));
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

export function missingFiles(
  given: Given,
  folder: string,
  where: (path: string) => Where,
): Problem[] {
  const { rows } = given;
  if (rows === undefined || !("file" in rows)) return [];
  const path = resolve(folder, rows.file);
  return existsSync(path) ? [] : [missing("file", path, where("given.rows.file"))];
}

function missing(kind: string, path: string, where: Where): Problem {
  return {
    code: "SCENARIO_MISSING_FILE",
    message: `there is no ${kind} ${path}`,
    hint: "Correct the path. It is relative to the scenario file.",
    where,
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** What a schema cannot say of `given`: a time, a search line with sendalert, files that stay inside the add-on. */
export function badGiven(given: Given, where: (path: string) => Where): Problem[] {
  return [
    ...problemsOf(() => readNow(given.now, where)),
    ...problemsOf(() => checkLine(given, where)),
    ...Object.keys(given.files ?? {})
      .filter(leadsOut)
      .map((path): Problem => ({
        code: "SCENARIO_BAD_VALUE",
        message: `\`${path}\` leads out of the add-on`,
        hint: "Write a path below the add-on, such as bin/extra.py.",
        where: where(`given.files.${path}`),
      })),
  ];
}

function problemsOf(check: () => unknown): Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return [toProblem(error)];
  }
}

function leadsOut(path: string): boolean {
  const inside = normalize(path);
  return isAbsolute(path) || inside === "." || inside.startsWith("..");
}
