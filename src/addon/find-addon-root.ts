/**
 * Finds the root of the add-on: the nearest folder, here or above, that looks like a Splunk app. Otherwise the only
 * one below.
 */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { SCOPES } from "../conf/layered-conf.ts";
import { HarnessError } from "../errors.ts";

/** Files that only an app has at these places. */
const SIGNS = [
  "default/app.conf",
  "default/alert_actions.conf",
  "local/alert_actions.conf",
  "app.manifest",
  "globalConfig.json",
];
/** Subfolders in which repositories keep the app. */
const INNER = ["package", "src", "app", "output"];
/** How many folders are searched for an add-on. */
const FOLDERS = 1000;
const SHOWN = 8;
const NOT_BELOW = /^(?:\.|node_modules$|tests?$|docs?$|venv$|site-packages$)/;

/** Starts in the current folder and goes up first, since that may be bin/. */
export function findAddonRoot(from: string): string {
  const start = resolve(from);
  for (let folder = start; ; folder = dirname(folder)) {
    const root = here(folder);
    if (root !== undefined) return root;
    if (dirname(folder) === folder) break;
  }
  return below(start, `no add-on in ${start} or any folder above it`);
}

/** Starts in a folder that the user named: the add-on itself, or a repository that contains one. */
export function namedAddonRoot(asked: string): string {
  const folder = resolve(asked);
  const isBare = SCOPES.some((name) => existsSync(join(folder, name)));
  if (isBare || !existsSync(folder)) return folder;
  return here(folder) ?? below(folder, `no add-on in ${folder}`);
}

function isAddon(folder: string): boolean {
  return SIGNS.some((sign) => existsSync(join(folder, sign)));
}

function here(folder: string): string | undefined {
  if (isAddon(folder)) return folder;
  const inner = INNER.map((name) => join(folder, name)).filter(isAddon);
  // The source comes before the build in output/: it tells the user to build again.
  return inner[0];
}

function below(start: string, message: string): string {
  // At the home folder or the root of the disk, a search would read everything below.
  const addons = [homedir(), dirname(start)].includes(start) ? [] : addonsBelow(start);
  const [first, ...more] = addons;
  if (first !== undefined && more.length === 0) return first;
  if (first === undefined) {
    throw new HarnessError("ADDON_NOT_FOUND", message, {
      hint: "Go into the folder that holds default/alert_actions.conf, or name it with --app DIR.",
      where: { file: start },
    });
  }
  const names = addons.map((path) => basename(path));
  const list = `${names.slice(0, SHOWN).join(", ")}${names.length > SHOWN ? " …" : ""}`;
  throw new HarnessError("ADDON_WHICH", `${start} holds ${addons.length} add-ons: ${list}`, {
    hint: `Name one of them: \`--app ${first}\`.`,
    where: { file: start },
  });
}

/** The nearest first. Folders inside an add-on are not searched. */
function addonsBelow(start: string): string[] {
  const addons: string[] = [];
  const queue = [start];
  for (let looked = 0; looked < queue.length && looked < FOLDERS; looked += 1) {
    const folder = queue[looked] ?? "";
    for (const name of foldersIn(folder)) {
      if (NOT_BELOW.test(name)) continue;
      const path = join(folder, name);
      if (isAddon(path)) addons.push(path);
      else queue.push(path);
    }
  }
  return addons;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}
