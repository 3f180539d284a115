/** Where the add-on begins: the nearest folder, here or above, that looks like a Splunk app. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { HarnessError } from "../errors.ts";

/** Files that only an app has at these places. */
const SIGNS = [
  "default/app.conf",
  "default/alert_actions.conf",
  "local/alert_actions.conf",
  "app.manifest",
  "globalConfig.json",
];

export function findAddonRoot(from: string): string {
  const start = resolve(from);
  for (let folder = start; ; folder = dirname(folder)) {
    if (isAddon(folder)) return folder;
    // A repository often keeps the app one floor down.
    const inner = ["package", "src", "app", "output"]
      .map((name) => join(folder, name))
      .find(isAddon);
    if (inner !== undefined) return inner;
    if (dirname(folder) === folder) break;
  }
  throw new HarnessError("ADDON_NOT_FOUND", `no add-on in ${start} or any folder above it`, {
    hint: "Go into the folder that holds default/alert_actions.conf, or name it with --app DIR.",
    where: { file: start },
  });
}

export function isAddon(folder: string): boolean {
  return SIGNS.some((sign) => existsSync(join(folder, sign)));
}
